using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>What is known of a torrent that nobody has added.</summary>
/// <param name="InfoHash">Null while an address is being fetched.</param>
/// <param name="Metainfo">Null while it is being fetched.</param>
public sealed record MetadataView(InfoHash? InfoHash, Metainfo? Metainfo)
{
    /// <summary>The info-hash of version 2 (BEP 52), if a link tells it.</summary>
    public byte[]? InfoHashV2 { get; init; }
}
