namespace GSTorrent.Testing.Network;

/// <summary>A running hash (FNV-1a) of everything that happens: two runs are the same if and only if it is.</summary>
public sealed class TraceHash
{
    /// <summary>The hash so far.</summary>
    public ulong Value { get; private set; } = 14695981039346656037;

    /// <summary>Takes a number in.</summary>
    public void Add(long number)
    {
        for (int shift = 0; shift < 64; shift += 16)
            Value = (Value ^ (ushort)(number >> shift)) * 1099511628211;
    }
}
