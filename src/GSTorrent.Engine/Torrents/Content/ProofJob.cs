using System.Buffers;
using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Reads one piece that there are doubts about and compares its hash. Pooled.</summary>
internal sealed class ProofJob(ContentUploads uploads, TorrentContent content) : ContentJob
{
    private const int BufferSize = 1024 * 1024;

    private readonly Memory<byte>[] _scatter = new Memory<byte>[1];
    private bool _isGood;

    public int Piece { get; set; }

    public override void Complete(TorrentLoop loop, MonotonicTime now)
    {
        (int piece, bool isGood) = (Piece, _isGood);
        StorageError? error = IsAbandoned ? TorrentContent.Abandoned : Error;
        uploads.Recycle(this);
        if (error is not null) uploads.NotProven(loop, piece, error, now);
        else if (isGood) uploads.Proven(loop, piece);
        else uploads.Disproven(loop, piece, now);
    }

    protected override StorageError? Work()
    {
        _isGood = false;
        long offset = content.Metainfo.Geometry.OffsetOf(Piece);
        int size = content.Metainfo.Geometry.SizeOf(Piece);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(BufferSize, size));
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        try
        {
            for (int done = 0; done < size;)
            {
                int count = Math.Min(buffer.Length, size - done);
                _scatter[0] = buffer.AsMemory(0, count);
                if (content.Storage.Read(offset + done, _scatter) is { } error) return error;
                sha1.AppendData(buffer.AsSpan(0, count));
                done += count;
            }

            Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
            sha1.GetHashAndReset(hash);
            _isGood = hash.SequenceEqual(content.Metainfo.PieceHash(Piece));
            return null;
        }
        finally
        {
            _scatter[0] = default;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
