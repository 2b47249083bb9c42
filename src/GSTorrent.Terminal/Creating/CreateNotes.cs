namespace GSTorrent.Terminal.Creating;

/// <summary>
/// What <c>create</c> leaves out of a torrent, told a line each up to a limit: a folder may hold thousands of links.
/// Several threads may add notes.
/// </summary>
public sealed class CreateNotes(Action<string> tell)
{
    /// <summary>How many are told one by one.</summary>
    public const int MaxTold = 20;

    private int _count;

    /// <summary>One more.</summary>
    public void Add(string text)
    {
        if (Interlocked.Increment(ref _count) <= MaxTold) tell(text);
    }

    /// <summary>There are no more: says how many were not told.</summary>
    public void End()
    {
        if (Volatile.Read(ref _count) is > MaxTold and var count) tell($"and {count - MaxTold} more");
    }
}
