namespace GSTorrent.Storage;

/// <summary>
/// A thread that copies for minutes while nobody waits for it: on a busy machine it steps back behind answers, peers
/// and downloads, and otherwise costs nothing. Only for work that the kernel does: a collection of garbage waits for
/// each thread that computes, and would wait long for one that does not get its turn.
/// </summary>
public static class QuietThread
{
    /// <summary>How much it steps back, of 19 (setpriority(2)).</summary>
    private const int Niceness = 10;

    /// <summary>Starts one; the process does not wait for it when it ends.</summary>
    /// <param name="name">What it does.</param>
    /// <param name="run">Must not throw.</param>
    public static Thread Start(string name, Action run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var thread = new Thread(() =>
        {
            // Linux takes 0 for the calling thread alone. Where it is refused the work is merely less quiet.
            _ = Libc.SetPriority(Libc.PriorityOfProcess, 0, Niceness);
            run();
        })
        {
            IsBackground = true,
            Name = name,
        };
        thread.Start();
        return thread;
    }
}
