using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.ReadModel;

/// <summary>
/// What lists show of a torrent and what seldom changes: where it comes from, and where its content lies below its
/// destination. It stays the same object until something of it changes. Immutable; equal ones look equal.
/// </summary>
public sealed class TorrentOrigin : IEquatable<TorrentOrigin>
{
    private string? _magnetUri;

    /// <summary>What is known of a torrent of which nothing is known.</summary>
    public static TorrentOrigin Unknown { get; } = new();

    /// <summary>Its name in magnet links.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which torrent.</summary>
    public InfoHash InfoHash { get; init; }

    /// <summary>The info-hash of version 2 (BEP 52), 32 bytes; null if it has none.</summary>
    public byte[]? InfoHashV2 { get; init; }

    /// <summary>
    /// The only file, else the folder that all files lie in, relative to the destination; empty: neither, or the
    /// metainfo is not known.
    /// </summary>
    public string ContentPath { get; init; } = "";

    /// <summary>The folder that all files lie in, relative to the destination; empty: there is none.</summary>
    public string RootFolder { get; init; } = "";

    /// <summary>The comment that people gave, else that of the metainfo.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Program that made the metainfo.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>When the metainfo was made.</summary>
    public long? CreationDateUnixS { get; init; }

    /// <summary>Number of files without padding.</summary>
    public int FileCount { get; init; }

    /// <summary>Connections to peers; 0: as the setting says.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Announce URLs by tier (BEP 12), with passkeys.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TrackerTiers
    {
        get;
        init
        {
            field = value;
            TrackerCount = value.Sum(static tier => tier.Count);
            FirstTracker = value.SelectMany(static tier => tier).FirstOrDefault();
        }
    } = [];

    /// <summary>Number of its announce URLs.</summary>
    public int TrackerCount { get; private init; }

    /// <summary>The first announce URL; null: it has none.</summary>
    public string? FirstTracker { get; private init; }

    /// <summary>URLs of web seeds (BEP 19).</summary>
    public IReadOnlyList<string> WebSeeds { get; init; } = [];

    /// <summary>Does its destination follow its category?</summary>
    public bool FollowsCategory { get; init; }

    /// <summary>Payload bytes received before this run of the server.</summary>
    public long EarlierDownloaded { get; init; }

    /// <summary>Payload bytes sent before this run of the server.</summary>
    public long EarlierUploaded { get; init; }

    /// <summary>Its magnet link, with trackers and so with passkeys; made when it is first asked for.</summary>
    public string MagnetUri => _magnetUri ??= Magnet([.. TrackerTiers.SelectMany(tier => tier)]);

    /// <summary>Its magnet link without trackers.</summary>
    public string BareMagnetUri => Magnet([]);

    /// <inheritdoc />
    public bool Equals(TorrentOrigin? other) =>
        ReferenceEquals(this, other)
        || (other is not null && InfoHash == other.InfoHash && FollowsCategory == other.FollowsCategory
            && (CreationDateUnixS, FileCount, MaxConnections)
                == (other.CreationDateUnixS, other.FileCount, other.MaxConnections)
            && EarlierDownloaded == other.EarlierDownloaded && EarlierUploaded == other.EarlierUploaded
            && InfoHashV2.AsSpan().SequenceEqual(other.InfoHashV2)
            && Texts().SequenceEqual(other.Texts(), StringComparer.Ordinal));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TorrentOrigin);

    /// <inheritdoc />
    public override int GetHashCode() => InfoHash.GetHashCode();

    // No URL is empty, so an empty text stands between tiers.
    private IEnumerable<string> Texts() =>
    [
        Name, ContentPath, RootFolder, Comment, CreatedBy,
        .. TrackerTiers.SelectMany(tier => tier.Append("")), "", .. WebSeeds,
    ];

    private string Magnet(IReadOnlyList<string> trackers) => new MagnetLink
    {
        InfoHash = InfoHash,
        InfoHashV2 = InfoHashV2,
        DisplayName = Name,
        Trackers = trackers,
        WebSeeds = trackers.Count == 0 ? [] : WebSeeds,
    }.ToString();
}
