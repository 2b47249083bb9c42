using GSTorrent.Wire;

namespace GSTorrent.Testing.Network;

/// <summary>How a simulated node behaves.</summary>
public sealed record NodeSettings
{
    /// <summary>Payload bytes a second that it can send to all others together.</summary>
    public long UploadBytesPerSecond { get; init; } = 1024 * 1024;

    /// <summary>Milliseconds from this node to any other.</summary>
    public int LatencyMs { get; init; } = 20;

    /// <summary>Milliseconds until the disk has a verdict on a piece.</summary>
    public int StorageDelayMs { get; init; }

    /// <summary>How many of the blocks it sends are wrong, from 0 to 1.</summary>
    public double PoisonShare { get; init; }

    /// <summary>It takes requests and never answers them.</summary>
    public bool Stalls { get; init; }

    /// <summary>How many of its pieces the disk refuses, from 0 to 1.</summary>
    public double DiskErrorShare { get; init; }

    /// <summary>Peers that it unchokes at the same time.</summary>
    public int UploadSlots { get; init; } = 8;

    /// <summary>What it says of itself in the handshake.</summary>
    public ReservedBits Reserved { get; init; } = ReservedBits.Fast | ReservedBits.ExtensionProtocol;

    /// <summary>Does it hide how much it has while it has everything (BEP 16)?</summary>
    public bool SuperSeeds { get; init; }

    /// <summary>Has it everything at the start?</summary>
    public bool IsSeed { get; init; }
}
