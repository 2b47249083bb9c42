using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Torrents;

/// <summary>A torrent to be added, by exactly one of <see cref="TorrentFile"/> and <see cref="Uri"/>.</summary>
public sealed record AddTorrentCommand
{
    /// <summary>Content of a .torrent file.</summary>
    public ReadOnlyMemory<byte>? TorrentFile { get; init; }

    /// <summary>A magnet link, or an http(s) address of a .torrent file.</summary>
    public string? Uri { get; init; }

    /// <summary>Who adds it, see <see cref="Access.Caller.Owner"/>: what is to be fetched is shared by that.</summary>
    public string Owner { get; init; } = "";

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

    /// <summary>Its category, which is made if there is none of that name; null: none.</summary>
    public string? Category { get; init; }

    /// <summary>Shown name; null: that of the torrent.</summary>
    public string? Name { get; init; }

    /// <summary>Shall it run whatever the queue says?</summary>
    public bool Forced { get; init; }

    /// <summary>Before all others in the queue instead of behind them.</summary>
    public bool ToTop { get; init; }

    /// <summary>First and last piece of each file before all others.</summary>
    public bool FirstLastFirst { get; init; }

    /// <summary>Take the content for complete without reading it, if its files have the right sizes.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Was the content read just now, so that <see cref="IsComplete"/> is more than a word?</summary>
    internal bool IsRead { get; init; }

    /// <summary>Connections to peers; 0: as the setting says.</summary>
    public int MaxConnections { get; init; }

    /// <summary>When it has been seeded enough; null: as the settings say.</summary>
    public ShareLimits? Share { get; init; }

    /// <summary>Does its destination follow its category? Then it begins there, unless one is named.</summary>
    public bool FollowsCategory { get; init; }

    /// <summary>Announce URLs besides its own, a tier each.</summary>
    public IReadOnlyList<string>? Trackers { get; init; }
}
