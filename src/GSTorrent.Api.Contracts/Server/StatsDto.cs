namespace GSTorrent.Api.Contracts;

/// <summary>Figures of this run and of all runs. Bytes and bytes a second, content only.</summary>
public sealed record StatsDto
{
    /// <summary>At this moment.</summary>
    public long DownloadBytesPerSecond { get; init; }

    /// <summary>At this moment.</summary>
    public long UploadBytesPerSecond { get; init; }

    /// <summary>Since the start of this run.</summary>
    public long SessionDownloadedBytes { get; init; }

    /// <summary>Since the start of this run.</summary>
    public long SessionUploadedBytes { get; init; }

    /// <summary>All runs, this one included.</summary>
    public long TotalDownloadedBytes { get; init; }

    /// <summary>All runs, this one included.</summary>
    public long TotalUploadedBytes { get; init; }

    /// <summary>Seconds since the start of this run.</summary>
    public long UptimeS { get; init; }

    /// <summary>Number of torrents.</summary>
    public int Torrents { get; init; }

    /// <summary>Those that download.</summary>
    public int Downloading { get; init; }

    /// <summary>Those that seed.</summary>
    public int Seeding { get; init; }

    /// <summary>Connected peers of all torrents.</summary>
    public int Peers { get; init; }
}
