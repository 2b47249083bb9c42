using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>The SHA-256 subtree of single pieces of source files (BEP 52).</summary>
internal sealed class SourceTreeWorker(
    IReadOnlyList<SourceFile> files,
    int pieceLength,
    List<(int File, long Offset)> pieces,
    byte[][] layers,
    Action<int>? hashedBytes) : HashWorker
{
    private readonly SourceReader _reader = new(files);
    private readonly byte[] _block = new byte[PieceGeometry.BlockSize];
    private readonly byte[] _blockHashes = new byte[pieceLength / PieceGeometry.BlockSize * PieceHasher.Sha256Length];

    public override StorageError? Execute(int item)
    {
        (int file, long offset) = pieces[item];
        long fileLength = files[file].Length;
        int size = (int)Math.Min(pieceLength, fileLength - offset);
        int blocks = 0;
        for (int done = 0; done < size; done += PieceGeometry.BlockSize)
        {
            Span<byte> block = _block.AsSpan(0, Math.Min(PieceGeometry.BlockSize, size - done));
            StorageError? error = _reader.Read(file, offset + done, block);
            if (error is not null) return error;
            PieceHasher.Sha256(block, _blockHashes.AsSpan(blocks++ * PieceHasher.Sha256Length));
        }

        ReadOnlySpan<byte> hashes = _blockHashes.AsSpan(0, blocks * PieceHasher.Sha256Length);
        // A file of one piece has the smaller tree: as wide as its own blocks need.
        byte[] root = fileLength <= pieceLength ? Merkle.SmallFileRoot(hashes) : Merkle.PieceRoot(hashes, pieceLength);
        root.CopyTo(layers[file], offset / pieceLength * PieceHasher.Sha256Length);
        hashedBytes?.Invoke(size);
        return null;
    }

    public override void Dispose() => _reader.Dispose();
}
