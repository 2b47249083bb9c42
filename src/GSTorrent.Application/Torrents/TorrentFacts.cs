using GSTorrent.Application.Persistence;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// What a torrent's metainfo says of it and what people decided, as far as no list shows it. Immutable.
/// </summary>
public sealed record TorrentFacts
{
    private Metainfo? _metainfo;
    private TorrentWishes? _wishes;

    /// <summary>Its name in the metainfo; null while that is not known.</summary>
    public string? MetainfoName { get; init; }

    /// <summary>The comment that people gave, else that of the metainfo.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Program that made the metainfo.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>When the metainfo was made.</summary>
    public long? CreationDateUnixS { get; init; }

    /// <summary>The field "source", which some trackers use.</summary>
    public string Source { get; init; } = "";

    /// <summary>The info-hash of version 2 (BEP 52), 64 digits; null if it has none.</summary>
    public string? InfoHashV2 { get; init; }

    /// <summary>Is the content one file without a folder of its own?</summary>
    public bool IsSingleFile { get; init; }

    /// <summary>Number of files without padding.</summary>
    public int FileCount { get; init; }

    /// <summary>Its files with padding, as the metainfo has them; empty while that is not known.</summary>
    public IReadOnlyList<ContentFile> Files { get; init; } = [];

    /// <summary>Connections to peers; 0: as the setting says.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Peers unchoked at once; 0: as the setting says.</summary>
    public int UploadSlots { get; init; }

    /// <summary>Does its destination follow its category?</summary>
    public bool FollowsCategory { get; init; }

    /// <summary>SHA-1 of each piece; empty while the metainfo is not known.</summary>
    public ReadOnlyMemory<byte> PieceHashes { get; init; }

    /// <summary>
    /// The first and the last piece of each file that is no padding, in the order of the files; an empty file has the
    /// piece that it would begin in.
    /// </summary>
    public IReadOnlyList<(int First, int Last)> PiecesOfFiles() =>
        _metainfo is not { } metainfo ? [] : [.. metainfo.Files.Where(file => !file.IsPadding).Select(PiecesOf)];

    internal static TorrentFacts Of(TorrentRecord record, Metainfo? metainfo) => new()
    {
        MetainfoName = metainfo?.Name,
        Comment = record.Wishes.Comment ?? metainfo?.Comment ?? "",
        CreatedBy = metainfo?.CreatedBy ?? "",
        CreationDateUnixS = metainfo?.CreationDateUnixSeconds,
        Source = metainfo?.Source ?? "",
        InfoHashV2 = metainfo?.InfoHashV2 is { } v2 ? Convert.ToHexStringLower(v2) : null,
        IsSingleFile = metainfo?.IsSingleFile ?? false,
        FileCount = metainfo?.Files.Count(file => !file.IsPadding) ?? 0,
        Files = metainfo?.Files ?? [],
        MaxConnections = record.Wishes.MaxConnections,
        UploadSlots = record.Wishes.UploadSlots,
        FollowsCategory = record.Wishes.FollowsCategory,
        PieceHashes = metainfo?.PieceHashes ?? default,
        _metainfo = metainfo,
        _wishes = record.Wishes,
    };

    /// <summary>Would they be made of the same again?</summary>
    internal bool AreOf(TorrentRecord record, Metainfo? metainfo) =>
        ReferenceEquals(_wishes, record.Wishes) && ReferenceEquals(_metainfo, metainfo);

    private (int First, int Last) PiecesOf(ContentFile file)
    {
        PieceGeometry geometry = _metainfo!.Geometry;
        int last = Math.Max(0, geometry.PieceCount - 1);
        int PieceAt(long offset) => (int)Math.Min(last, offset / geometry.PieceLength);
        return (PieceAt(file.Offset), PieceAt(file.Offset + Math.Max(0, file.Length - 1)));
    }
}
