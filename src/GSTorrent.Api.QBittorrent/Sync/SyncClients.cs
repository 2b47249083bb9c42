namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>What one client has seen, so far as answers tell.</summary>
internal interface ISyncState
{
    /// <summary>Number of the answer that the client is known to have.</summary>
    int AcceptedId { get; }

    /// <summary>Number of the last answer.</summary>
    int SentId { get; }
}

/// <summary>
/// Remembers what clients have seen, by who they are and by the number of their last answer. Numbers are unique within
/// this server, so programs that share a session or a token do not disturb each other. Bounded: who was forgotten gets
/// everything anew. Thread-safe.
/// </summary>
internal sealed class SyncClients<TState>(TimeProvider clock, int firstId)
    where TState : class, ISyncState
{
    private const int MaxStates = 64, MaxStatesOfOne = 8;
    private const int MaxId = 1_000_000_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();

    // The most recently used last.
    private readonly List<Entry> _entries = [];
    private int _lastId = firstId % MaxId;

    /// <summary>The number of the next answer.</summary>
    public int NextId()
    {
        lock (_gate) return _lastId = (_lastId % MaxId) + 1;
    }

    /// <summary>What the client that tells this number has seen; null: nothing that is known.</summary>
    public TState? Find(string owner, long id)
    {
        lock (_gate)
        {
            _entries.RemoveAll(entry => clock.GetElapsedTime(entry.UsedAt) > Kept);
            int at = _entries.FindIndex(entry =>
                (entry.State.SentId == id || entry.State.AcceptedId == id)
                && string.Equals(entry.Owner, owner, StringComparison.Ordinal));
            if (at < 0) return null;
            Entry found = _entries[at];
            _entries.RemoveAt(at);
            _entries.Add(found with { UsedAt = clock.GetTimestamp() });
            return found.State;
        }
    }

    /// <summary>Remembers another one; whoever was silent for longest is forgotten.</summary>
    public void Add(string owner, TState state)
    {
        lock (_gate)
        {
            if (_entries.Count(entry => IsOf(entry, owner)) >= MaxStatesOfOne)
                _entries.RemoveAt(_entries.FindIndex(entry => IsOf(entry, owner)));
            if (_entries.Count >= MaxStates) _entries.RemoveAt(0);
            _entries.Add(new Entry(owner, state, clock.GetTimestamp()));
        }
    }

    private static bool IsOf(Entry entry, string owner) =>
        string.Equals(entry.Owner, owner, StringComparison.Ordinal);

    private sealed record Entry(string Owner, TState State, long UsedAt);
}
