using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// What a torrent's metainfo says of it and what people decided. Immutable.
/// </summary>
public sealed record TorrentFacts
{
    private Metainfo? _metainfo;
    private TorrentWishes? _wishes;

    /// <summary>What lists show.</summary>
    public TorrentOrigin Origin { get; init; } = TorrentOrigin.Unknown;

    /// <summary>Its name in the metainfo; null while that is not known.</summary>
    public string? MetainfoName { get; init; }

    /// <summary>The field "source", which some trackers use.</summary>
    public string Source { get; init; } = "";

    /// <summary>The info-hash of version 2 (BEP 52), 64 digits; null if it has none.</summary>
    public string? InfoHashV2 { get; init; }

    /// <summary>Is the content one file without a folder of its own?</summary>
    public bool IsSingleFile { get; init; }

    /// <summary>Its files with padding, as the metainfo has them; empty while that is not known.</summary>
    public IReadOnlyList<ContentFile> Files { get; init; } = [];

    /// <summary>Peers unchoked at once; 0: as the setting says.</summary>
    public int UploadSlots { get; init; }

    /// <summary>SHA-1 of each piece; empty while the metainfo is not known.</summary>
    public ReadOnlyMemory<byte> PieceHashes { get; init; }

    /// <summary>
    /// The first and the last piece of each file that is no padding, in the order of the files; an empty file has the
    /// piece that it would begin in.
    /// </summary>
    public IReadOnlyList<(int First, int Last)> PiecesOfFiles() =>
        _metainfo is not { } metainfo ? [] : [.. metainfo.Files.Where(file => !file.IsPadding).Select(PiecesOf)];

    internal static TorrentFacts Of(TorrentRecord record, Metainfo? metainfo, TorrentOrigin origin) => new()
    {
        Origin = origin,
        MetainfoName = metainfo?.Name,
        Source = metainfo?.Source ?? "",
        InfoHashV2 = metainfo?.InfoHashV2 is { } v2 ? Convert.ToHexStringLower(v2) : null,
        IsSingleFile = metainfo?.IsSingleFile ?? false,
        Files = metainfo?.Files ?? [],
        UploadSlots = record.Wishes.UploadSlots,
        PieceHashes = metainfo?.PieceHashes ?? default,
        _metainfo = metainfo,
        _wishes = record.Wishes,
    };

    /// <summary>Would they be made of the same again?</summary>
    internal bool AreOf(TorrentRecord record, Metainfo? metainfo, TorrentOrigin origin) =>
        ReferenceEquals(_wishes, record.Wishes) && ReferenceEquals(_metainfo, metainfo)
        && ReferenceEquals(Origin, origin);

    private (int First, int Last) PiecesOf(ContentFile file)
    {
        PieceGeometry geometry = _metainfo!.Geometry;
        int last = Math.Max(0, geometry.PieceCount - 1);
        int PieceAt(long offset) => (int)Math.Min(last, offset / geometry.PieceLength);
        return (PieceAt(file.Offset), PieceAt(file.Offset + Math.Max(0, file.Length - 1)));
    }
}
