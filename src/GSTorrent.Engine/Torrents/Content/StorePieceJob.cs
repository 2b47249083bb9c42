using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>
/// Verifies a complete piece in memory, while it is warm, and writes it with one gathered write if it is good. Blocks
/// that
/// lie on disk since the last run are read back first. Pooled: no allocation per piece once warm.
/// </summary>
internal sealed class StorePieceJob(TorrentContent content) : ContentJob
{
    private readonly List<ReadOnlyMemory<byte>> _gathered = [];
    private readonly List<BlockBuffer> _readBack = [];
    private readonly Memory<byte>[] _scatter = new Memory<byte>[1];

    public OpenPiece? Piece { get; set; }

    private StoreResult _result;

    public override void Complete(TorrentLoop loop, MonotonicTime now)
    {
        OpenPiece piece = Piece!;
        StorageError? error = IsAbandoned ? null : Error;
        StoreResult result = Error is null ? _result : new StoreResult(StoreOutcome.DiskError);
        Piece = null;
        _result = default;
        piece.ReleaseBuffers();
        content.Recycle(this);
        loop.PieceStored(piece, result, error, now);
    }

    protected override StorageError? Work()
    {
        OpenPiece piece = Piece!;
        long offset = content.Metainfo.Geometry.OffsetOf(piece.Index);
        try
        {
            return Gather(piece, offset) ?? VerifyAndWrite(piece, offset);
        }
        finally
        {
            foreach (BlockBuffer block in _readBack) block.Release();
            _readBack.Clear();
            _gathered.Clear();
        }
    }

    private StorageError? VerifyAndWrite(OpenPiece piece, long offset)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        PieceHasher.Sha1(_gathered, hash);
        if (!hash.SequenceEqual(content.Metainfo.PieceHash(piece.Index)))
        {
            _result = new StoreResult(StoreOutcome.HashMismatch, HashBlocks());
            return null;
        }

        _result = new StoreResult(StoreOutcome.Stored, piece.WantsBlockHashes ? HashBlocks() : default);
        return content.Storage.Write(offset, _gathered);
    }

    private StorageError? Gather(OpenPiece piece, long offset)
    {
        for (int block = 0; block < piece.BlockCount; block++)
        {
            BlockBuffer? buffer = piece.Buffers[block];
            if (buffer is null)
            {
                int start = block * PieceGeometry.BlockSize;
                buffer = content.Services.Blocks.Rent();
                _readBack.Add(buffer);
                buffer.Length = Math.Min(PieceGeometry.BlockSize, piece.Length - start);
                _scatter[0] = buffer.Memory;
                if (content.Storage.Read(offset + start, _scatter) is { } error) return error;
            }

            _gathered.Add(buffer.Memory);
        }

        return null;
    }

    private byte[] HashBlocks()
    {
        var hashes = new byte[_gathered.Count * SHA1.HashSizeInBytes];
        for (int block = 0; block < _gathered.Count; block++)
            PieceHasher.Sha1(_gathered[block].Span, hashes.AsSpan(block * SHA1.HashSizeInBytes, SHA1.HashSizeInBytes));
        return hashes;
    }
}
