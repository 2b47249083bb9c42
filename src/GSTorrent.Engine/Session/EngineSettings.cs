using System.Net;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>What can be changed while the engine runs. Immutable: it is swapped whole.</summary>
public sealed record EngineSettings
{
    /// <summary>All torrents together, bytes per second; 0 is no limit.</summary>
    public long DownloadLimit { get; init; }

    /// <summary>All torrents together, bytes per second; 0 is no limit.</summary>
    public long UploadLimit { get; init; }

    /// <summary>Connections to peers of all torrents together.</summary>
    public int MaxConnections { get; init; } = 500;

    /// <summary>Connections to peers of one torrent.</summary>
    public int MaxConnectionsPerTorrent { get; init; } = 100;

    /// <summary>Outgoing connections that are not established yet.</summary>
    public int MaxHalfOpen { get; init; } = 50;

    /// <summary>Peers of one torrent that are unchoked at the same time, the optimistic one included.</summary>
    public int UploadSlotsPerTorrent { get; init; } = 8;

    /// <summary>Are files laid out sparse or in full at the start?</summary>
    public AllocationMode Allocation { get; init; } = AllocationMode.Sparse;

    /// <summary>Do incomplete files carry the suffix <c>.part</c>?</summary>
    public bool PartSuffix { get; init; }

    /// <summary>Milliseconds between two flushes of a torrent that writes.</summary>
    public int FlushIntervalMs { get; init; } = 2000;

    /// <summary>Bytes of verified pieces that are written but not flushed before a flush starts at once.</summary>
    public int FlushBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes that must stay free on the volume, else the torrent pauses with an error.</summary>
    public long MinFreeSpace { get; init; }

    /// <summary>Milliseconds after which a torrent that a disk error has paused tries again by itself.</summary>
    public int DiskRetryMs { get; init; } = 20_000;

    /// <summary>Rechecks of one volume at the same time; others wait.</summary>
    public int MaxActiveChecks { get; init; } = 1;

    /// <summary>Addresses that there is no connection with, either way; whoever leaves the list is free.</summary>
    public IReadOnlyList<IPAddress> BannedAddresses { get; init; } = [];

    /// <summary>The address told to trackers, if the user named one.</summary>
    public IPAddress? ExternalV4 { get; init; }

    /// <summary>The address told to trackers, if the user named one.</summary>
    public IPAddress? ExternalV6 { get; init; }
}
