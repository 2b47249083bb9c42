namespace GSTorrent.Application;

/// <summary>Figures over all torrents at one moment: content only, in bytes and bytes a second. Immutable.</summary>
public sealed record StatisticsSnapshot
{
    /// <summary>Bytes a second.</summary>
    public long DownloadRate { get; init; }

    /// <summary>Bytes a second.</summary>
    public long UploadRate { get; init; }

    /// <summary>Bytes of this run.</summary>
    public long SessionDownloaded { get; init; }

    /// <summary>Bytes of this run.</summary>
    public long SessionUploaded { get; init; }

    /// <summary>Bytes of all runs, this one included.</summary>
    public long TotalDownloaded { get; init; }

    /// <summary>Bytes of all runs, this one included.</summary>
    public long TotalUploaded { get; init; }

    /// <summary>Number of torrents.</summary>
    public int Torrents { get; init; }

    /// <summary>Torrents that download.</summary>
    public int Downloading { get; init; }

    /// <summary>Torrents that seed.</summary>
    public int Seeding { get; init; }

    /// <summary>Connected peers of all torrents.</summary>
    public int Peers { get; init; }

    /// <summary>Torrents that shall not run, or that an error has stopped.</summary>
    public int Stopped { get; init; }

    /// <summary>Files of torrents that were added in this run.</summary>
    public long SessionFilesAdded { get; init; }

    /// <summary>Files of torrents that were added in all runs, this one included.</summary>
    public long TotalFilesAdded { get; init; }

    /// <summary>Runs of the server, this one included.</summary>
    public long Runs { get; init; }

    /// <summary>Seconds of this run.</summary>
    public long SessionActiveS { get; init; }

    /// <summary>Seconds of all runs, this one included; of one that was killed those up to its last record.</summary>
    public long TotalActiveS { get; init; }
}
