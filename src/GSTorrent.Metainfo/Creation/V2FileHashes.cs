namespace GSTorrent.MetainfoFormat;

/// <summary>The version 2 hashes of a new torrent's file (BEP 52), made with <see cref="Merkle"/>.</summary>
/// <param name="PiecesRoot">32 bytes; empty for an empty file.</param>
/// <param name="PieceLayer">32 bytes a piece for a file longer than a piece, else empty.</param>
public sealed record V2FileHashes(ReadOnlyMemory<byte> PiecesRoot, ReadOnlyMemory<byte> PieceLayer)
{
    /// <summary>For an empty file.</summary>
    public static V2FileHashes Empty { get; } = new(default, default);

    /// <summary>From the SHA-256 of each 16 KiB block of a file that is not longer than a piece.</summary>
    public static V2FileHashes OfSmallFile(ReadOnlySpan<byte> blockHashes) =>
        new(Merkle.SmallFileRoot(blockHashes), default);

    /// <summary>From the <see cref="Merkle.PieceRoot"/> of each piece of a file that is longer than a piece.</summary>
    public static V2FileHashes OfPieces(ReadOnlyMemory<byte> pieceRoots, int pieceLength) =>
        new(Merkle.FileRoot(pieceRoots.Span, pieceLength), pieceRoots);
}
