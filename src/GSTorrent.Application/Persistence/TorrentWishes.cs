using GSTorrent.Engine;

namespace GSTorrent.Application.Persistence;

/// <summary>
/// What people wish of a torrent beyond the columns of its row. Stored as one JSON text, so that a new wish needs no
/// new column; what has its default is left out. Immutable.
/// </summary>
public sealed record TorrentWishes
{
    /// <summary>Every wish at its default.</summary>
    public static TorrentWishes None { get; } = new();

    /// <summary>Name of its category; null: none.</summary>
    public string? Category { get; init; }

    /// <summary>Its place among all torrents: the smaller, the sooner it runs; null: as its number says.</summary>
    public long? QueueOrder { get; init; }

    /// <summary>Does it run whatever the queue's limits say?</summary>
    public bool Forced { get; init; }

    /// <summary>The first and the last piece of each file before all others.</summary>
    public bool FirstLastFirst { get; init; }

    /// <summary>Seed each piece once before any twice (BEP 16).</summary>
    public bool SuperSeeding { get; init; }

    /// <summary>When seeding has been enough; null: all as the settings say.</summary>
    public ShareLimits? Share { get; init; }

    /// <summary>Connections to peers; 0: as the setting says.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Peers unchoked at once; 0: as the setting says.</summary>
    public int UploadSlots { get; init; }

    /// <summary>Does its destination follow its category?</summary>
    public bool FollowsCategory { get; init; }

    /// <summary>Tiers of announce URLs; null: those of the metainfo.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? TrackerTiers { get; init; }

    /// <summary>URLs of web seeds (BEP 19); null: those of the metainfo.</summary>
    public IReadOnlyList<string>? WebSeeds { get; init; }

    /// <summary>A comment that takes the place of the metainfo's; null: that one.</summary>
    public string? Comment { get; init; }

    /// <summary>Paths of files that were renamed, by index; null: none.</summary>
    public IReadOnlyDictionary<int, string>? Paths { get; init; }

    /// <summary>Paths that the last rename began from, as long as it may not have ended; null: it has.</summary>
    public IReadOnlyDictionary<int, string>? FormerPaths { get; init; }

    /// <summary>A move of its content that was begun and has not ended; null if there is none.</summary>
    public MoveIntent? Move { get; init; }
}
