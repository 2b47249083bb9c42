namespace GSTorrent.Application.Torrents;

/// <summary>A torrent to be added, by exactly one of <see cref="TorrentFile"/> and <see cref="Uri"/>.</summary>
public sealed record AddTorrentCommand
{
    /// <summary>Content of a .torrent file.</summary>
    public ReadOnlyMemory<byte>? TorrentFile { get; init; }

    /// <summary>A magnet link, or an http(s) address of a .torrent file.</summary>
    public string? Uri { get; init; }

    /// <summary>Shall it wait to be started? Null: as the setting says.</summary>
    public bool? Paused { get; init; }

    /// <summary>Absolute directory for the content; null: the destination of the host.</summary>
    public string? Destination { get; init; }

    /// <summary>Wanted files, as in <see cref="FileRule.Files"/>; all others are skipped. Null or empty: all.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Applied in order after <see cref="Files"/>.</summary>
    public IReadOnlyList<FileRule>? Priorities { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Bytes a second; 0 is no limit; null: as the settings say.</summary>
    public long? DownloadLimit { get; init; }

    /// <summary>Bytes a second; 0 is no limit; null: as the settings say.</summary>
    public long? UploadLimit { get; init; }

    /// <summary>Pieces in order instead of rarest first.</summary>
    public bool Sequential { get; init; }

    /// <summary>Peers to connect to, as host:port, IPv6 in brackets.</summary>
    public IReadOnlyList<string>? Peers { get; init; }
}
