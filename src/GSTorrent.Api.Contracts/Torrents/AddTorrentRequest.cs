namespace GSTorrent.Api.Contracts;

/// <summary>
/// Adds one torrent, by exactly one of <see cref="TorrentFile"/> and <see cref="Uri"/>. A known info-hash is no error:
/// the answer is then 200 with the torrent as it is, otherwise 201.
/// </summary>
public sealed record AddTorrentRequest
{
    /// <summary>The bytes of a .torrent file, in base64.</summary>
    public byte[]? TorrentFile { get; init; }

    /// <summary>A magnet link, or an http(s) address of a .torrent file that the server fetches.</summary>
    public string? Uri { get; init; }

    /// <summary>Add it stopped; absent: as the setting says.</summary>
    public bool? Paused { get; init; }

    /// <summary>Absolute directory for the content; absent: the server's destination.</summary>
    public string? Destination { get; init; }

    /// <summary>Wanted files: index, range as in "0-3", path or glob. All others are skipped. Absent: all.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Priorities, applied in order after <see cref="Files"/>.</summary>
    public IReadOnlyList<FilePriorityRule>? Priorities { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>0 is none; absent: as the settings say.</summary>
    public long? DownloadLimitBytesPerSecond { get; init; }

    /// <summary>0 is none; absent: as the settings say.</summary>
    public long? UploadLimitBytesPerSecond { get; init; }

    /// <summary>Fetch pieces in their order.</summary>
    public bool Sequential { get; init; }

    /// <summary>Peers to connect to, as host:port.</summary>
    public IReadOnlyList<string>? Peers { get; init; }

    /// <summary>Its category, which is made if there is none of that name.</summary>
    public string? Category { get; init; }

    /// <summary>Shown name; absent: that of the torrent.</summary>
    public string? Name { get; init; }

    /// <summary>Run whatever the limits of the queue say.</summary>
    public bool Forced { get; init; }

    /// <summary>Before all others in the queue instead of behind them.</summary>
    public bool ToTop { get; init; }

    /// <summary>Fetch the first and the last piece of each file before all others.</summary>
    public bool FirstLastFirst { get; init; }

    /// <summary>Take the content for complete without reading it, if its files have the right sizes.</summary>
    public bool SkipCheck { get; init; }

    /// <summary>When it has been seeded enough; absent: as the settings say.</summary>
    public ShareLimitsRequest? ShareLimits { get; init; }

    /// <summary>Does its destination follow its category?</summary>
    public bool FollowsCategory { get; init; }

    /// <summary>Announce URLs besides its own, a tier each.</summary>
    public IReadOnlyList<string>? Trackers { get; init; }
}
