using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>The hashes of one file by BEP 52.</summary>
/// <param name="PiecesRoot">32 bytes; empty for an empty file.</param>
/// <param name="PieceLayer">32 bytes a piece; empty for a file of one piece at most, where the root says all.</param>
public sealed record FileHashTree(ReadOnlyMemory<byte> PiecesRoot, ReadOnlyMemory<byte> PieceLayer)
{
    internal static FileHashTree FromLayer(byte[] layer, int pieceLength) => layer.Length switch
    {
        0 => new FileHashTree(default, default),
        PieceHasher.Sha256Length => new FileHashTree(layer, default),
        _ => new FileHashTree(Merkle.FileRoot(layer, pieceLength), layer),
    };
}
