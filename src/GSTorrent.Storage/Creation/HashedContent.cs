using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>The hashes that a torrent needs.</summary>
/// <param name="PieceHashes">20 bytes a piece; empty without a version 1 side.</param>
/// <param name="FileHashes">One for each file; empty without a version 2 side.</param>
internal sealed record HashedContent(byte[] PieceHashes, IReadOnlyList<V2FileHashes> FileHashes);
