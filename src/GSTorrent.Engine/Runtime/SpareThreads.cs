namespace GSTorrent.Engine;

/// <summary>
/// Threads for work that takes from milliseconds to hours, and may hang with a disk. One that has ended its work waits
/// a while for more, as thousands of small torrents are checked one after the other. Safe to use from any thread.
/// </summary>
internal sealed class SpareThreads
{
    private const int PatienceMs = 2000;

    private readonly object _lock = new();
    private readonly Queue<Action> _work = new();
    private int _idleCount;

    /// <summary>Runs it at once, on a thread where nothing else runs meanwhile; it must not throw.</summary>
    public void Run(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_lock)
        {
            if (_idleCount > _work.Count)
            {
                _work.Enqueue(work);
                Monitor.Pulse(_lock);
                return;
            }
        }

        new Thread(() => Work(work)) { IsBackground = true, Name = "long work" }.Start();
    }

    private void Work(Action first)
    {
        for (Action? work = first; work is not null; work = WaitForMore()) work();
    }

    private Action? WaitForMore()
    {
        lock (_lock)
        {
            _idleCount++;
            while (_work.Count == 0 && Monitor.Wait(_lock, PatienceMs)) continue;
            _idleCount--;
            return _work.TryDequeue(out Action? work) ? work : null;
        }
    }
}
