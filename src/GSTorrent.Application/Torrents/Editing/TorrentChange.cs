using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Torrents;

/// <summary>What shall be otherwise with a torrent; what is null stays. Immutable.</summary>
public sealed record TorrentChange
{
    /// <summary>Shown name; files keep theirs.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes a second; 0 is no limit.</summary>
    public long? DownloadLimit { get; init; }

    /// <summary>Bytes a second; 0 is no limit.</summary>
    public long? UploadLimit { get; init; }

    /// <summary>Pieces in order instead of rarest first.</summary>
    public bool? Sequential { get; init; }

    /// <summary>First and last piece of each file before all others.</summary>
    public bool? FirstLastFirst { get; init; }

    /// <summary>Seed each piece once before any twice (BEP 16).</summary>
    public bool? SuperSeeding { get; init; }

    /// <summary>Run whatever the limits of the queue say.</summary>
    public bool? Forced { get; init; }

    /// <summary>All share limits.</summary>
    public ShareLimits? Share { get; init; }

    /// <summary>Connections to peers; 0: as the setting says.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Peers unchoked at once; 0: as the setting says.</summary>
    public int? UploadSlots { get; init; }

    /// <summary>Where its content is to lie: it is moved after the answer.</summary>
    public string? Destination { get; init; }

    /// <summary>Name of a category that there is; empty: none.</summary>
    public string? Category { get; init; }

    /// <summary>Does its destination follow its category?</summary>
    public bool? FollowsCategory { get; init; }

    /// <summary>All labels from now on.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Labels to add.</summary>
    public IReadOnlyList<string>? AddedTags { get; init; }

    /// <summary>Labels to take away.</summary>
    public IReadOnlyList<string>? RemovedTags { get; init; }

    /// <summary>A comment in place of the metainfo's.</summary>
    public string? Comment { get; init; }

    /// <summary>All tiers of announce URLs from now on (BEP 12).</summary>
    public IReadOnlyList<IReadOnlyList<string>>? TrackerTiers { get; init; }

    /// <summary>All URLs of web seeds from now on (BEP 19).</summary>
    public IReadOnlyList<string>? WebSeeds { get; init; }

    /// <summary>Priorities of files, applied in order.</summary>
    public IReadOnlyList<FileRule>? Priorities { get; init; }

    /// <summary>Peers to connect to, as host:port; they are remembered.</summary>
    public IReadOnlyList<string>? AddedPeers { get; init; }
}
