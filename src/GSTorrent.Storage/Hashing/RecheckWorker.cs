using System.Buffers;
using System.Security.Cryptography;
using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>Verifies single pieces of a storage by SHA-1.</summary>
internal sealed class RecheckWorker : HashWorker
{
    private readonly IContentStorage _storage;
    private readonly ReadOnlyMemory<byte> _pieceHashes;
    private readonly int[] _numbers;
    private readonly Action<int, bool> _onPiece;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);

    // Small torrents are checked by the hundred a second, each by threads of its own: a shared pool would lose its
    // arrays with the threads.
    private static readonly ArrayPool<byte> s_buffers = ArrayPool<byte>.Create(BufferSize, maxArraysPerBucket: 16);

    private readonly byte[] _buffer = s_buffers.Rent(BufferSize);
    private readonly Memory<byte>[] _scattered = new Memory<byte>[1];
    private readonly Dictionary<int, byte[]> _hashesOfZeros = [];

    public RecheckWorker(
        IContentStorage storage, ReadOnlyMemory<byte> pieceHashes, int[] numbers, Action<int, bool> onPiece)
    {
        _numbers = numbers;
        _storage = storage;
        _pieceHashes = pieceHashes;
        _onPiece = onPiece;
    }

    public override StorageError? Execute(int item)
    {
        int piece = _numbers[item];
        PieceGeometry geometry = _storage.Layout.Geometry;
        long offset = geometry.OffsetOf(piece);
        int size = geometry.SizeOf(piece);
        ReadOnlySpan<byte> expected =
            _pieceHashes.Span.Slice(piece * PieceHasher.Sha1Length, PieceHasher.Sha1Length);
        ContentPresence presence = _storage.Probe(offset, size);
        bool matches = false;
        if (presence == ContentPresence.Zeros)
        {
            matches = expected.SequenceEqual(HashOfZeros(size));
        }
        else if (presence == ContentPresence.Stored)
        {
            StorageError? error = Hash(offset, size, expected, ref matches);
            // A piece that cannot be read for want of bytes is a piece we do not have, and nothing worse.
            if (error is { Kind: not StorageErrorKind.Missing }) return error;
        }

        _onPiece(piece, matches);
        return null;
    }

    public override void Dispose()
    {
        _hash.Dispose();
        s_buffers.Return(_buffer);
    }

    private StorageError? Hash(long offset, int size, ReadOnlySpan<byte> expected, ref bool matches)
    {
        StorageError? error = null;
        for (int done = 0; error is null && done < size;)
        {
            int count = Math.Min(BufferSize, size - done);
            _scattered[0] = _buffer.AsMemory(0, count);
            error = _storage.Read(offset + done, _scattered);
            if (error is null) _hash.AppendData(_buffer.AsSpan(0, count));
            done += count;
        }

        Span<byte> actual = stackalloc byte[PieceHasher.Sha1Length];
        _hash.GetHashAndReset(actual);
        matches = error is null && actual.SequenceEqual(expected);
        return error;
    }

    private byte[] HashOfZeros(int size)
    {
        if (_hashesOfZeros.TryGetValue(size, out byte[]? known)) return known;
        Array.Clear(_buffer);
        for (int done = 0; done < size; done += BufferSize)
            _hash.AppendData(_buffer.AsSpan(0, Math.Min(BufferSize, size - done)));
        return _hashesOfZeros[size] = _hash.GetHashAndReset();
    }
}
