namespace GSTorrent.Api.Contracts;

/// <summary>
/// Changes a torrent, all of it or, if one part is wrong, nothing: <c>PATCH /torrents/{id}</c>. What is absent stays.
/// </summary>
public sealed record ChangeTorrentRequest
{
    /// <summary>Shown name; files keep theirs.</summary>
    public string? Name { get; init; }

    /// <summary>0 is none.</summary>
    public long? DownloadLimitBytesPerSecond { get; init; }

    /// <summary>0 is none.</summary>
    public long? UploadLimitBytesPerSecond { get; init; }

    /// <summary>Fetch pieces in their order.</summary>
    public bool? Sequential { get; init; }

    /// <summary>Fetch the first and the last piece of each file before all others.</summary>
    public bool? FirstLastFirst { get; init; }

    /// <summary>Seed each piece once before any twice (BEP 16).</summary>
    public bool? SuperSeeding { get; init; }

    /// <summary>Run whatever the limits of the queue say.</summary>
    public bool? Forced { get; init; }

    /// <summary>When seeding has been enough; replaces all share limits of the torrent.</summary>
    public ShareLimitsRequest? ShareLimits { get; init; }

    /// <summary>Connections to peers; 0: as the setting says.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Peers unchoked at once; 0: as the setting says.</summary>
    public int? UploadSlots { get; init; }

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

    /// <summary>Place in the queue, counted from 0.</summary>
    public int? QueuePlace { get; init; }
}

/// <summary>When seeding a torrent has been enough: as soon as one limit is reached.</summary>
public sealed record ShareLimitsRequest
{
    /// <summary>Uploaded over downloaded; absent: as the settings say; -1: never.</summary>
    public double? Ratio { get; init; }

    /// <summary>Seconds of seeding; absent: as the settings say; -1: never.</summary>
    public long? SeedingTimeS { get; init; }

    /// <summary>Seconds without a byte sent; absent: as the settings say; -1: never.</summary>
    public long? IdleTimeS { get; init; }

    /// <summary>What happens then; absent: what the settings say.</summary>
    public ShareLimitAction? Action { get; init; }
}
