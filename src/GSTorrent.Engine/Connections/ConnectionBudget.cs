namespace GSTorrent.Engine;

/// <summary>How many connections all torrents together may have, and how many that are not established yet.</summary>
internal sealed class ConnectionBudget
{
    private int _connections;
    private int _halfOpen;

    public int MaxConnections { get; set; } = 500;

    public int MaxHalfOpen { get; set; } = 50;

    /// <summary>Connections that are up.</summary>
    public int Count => Volatile.Read(ref _connections);

    /// <summary>Attempts to connect that have not ended.</summary>
    public int HalfOpenCount => Volatile.Read(ref _halfOpen);

    /// <summary>Takes a place for a connection that is up.</summary>
    public bool TryConnect() => TryTake(ref _connections, MaxConnections);

    public void Disconnected() => Interlocked.Decrement(ref _connections);

    /// <summary>Takes a place for an attempt to connect, if one that succeeds has a place too.</summary>
    public bool TryDial() => Count < MaxConnections && TryTake(ref _halfOpen, MaxHalfOpen);

    public void DialEnded() => Interlocked.Decrement(ref _halfOpen);

    private static bool TryTake(ref int count, int limit)
    {
        if (Interlocked.Increment(ref count) <= limit) return true;
        Interlocked.Decrement(ref count);
        return false;
    }
}
