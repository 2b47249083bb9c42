using GSTorrent.Primitives;
using GSTorrent.Transport.Bandwidth;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>What the connections of one torrent have in common.</summary>
public sealed record PeerConnectionSettings
{
    /// <summary>Buffers of received blocks.</summary>
    public required BlockPool Blocks { get; init; }

    /// <summary>Batches of received messages.</summary>
    public required MessageBatchPool Batches { get; init; }

    /// <summary>Buffers of receives.</summary>
    public required SlabPool Slabs { get; init; }

    /// <summary>Limits of what is received.</summary>
    public BandwidthGates Download { get; init; } = BandwidthGates.CreateUnlimited();

    /// <summary>Limits of what is sent.</summary>
    public BandwidthGates Upload { get; init; } = BandwidthGates.CreateUnlimited();

    /// <summary>The clock of the bandwidth limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Longest frames at first; see <see cref="PeerConnection.SetLimits"/>.</summary>
    public WireLimits Limits { get; init; } = WireLimits.WithoutMetadata;

    /// <summary>Most bytes of messages that wait to be sent, without blocks.</summary>
    public int MaxPendingBytes { get; init; } = 1024 * 1024;

    /// <summary>Most upload slabs that wait to be sent.</summary>
    public int MaxPendingSlabs { get; init; } = 16;

    /// <summary>A keep-alive goes out after so long without sending.</summary>
    public int KeepAliveMs { get; init; } = 100_000;

    /// <summary>
    /// The connection ends after so long without receiving; peers send something every two minutes (BEP 3).
    /// </summary>
    public int IdleTimeoutMs { get; init; } = 150_000;

    /// <summary>The connection ends when one send takes longer.</summary>
    public int SendTimeoutMs { get; init; } = 300_000;
}
