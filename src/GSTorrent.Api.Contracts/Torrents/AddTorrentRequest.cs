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
}
