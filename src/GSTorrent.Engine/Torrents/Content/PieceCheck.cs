using System.Buffers;
using System.Security.Cryptography;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Reads one piece and compares its hash.</summary>
internal static class PieceCheck
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>An error if it cannot be read.</summary>
    public static StorageError? Run(TorrentContent content, int piece, out bool isGood)
    {
        isGood = false;
        long offset = content.Metainfo.Geometry.OffsetOf(piece);
        int size = content.Metainfo.Geometry.SizeOf(piece);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(BufferSize, size));
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        try
        {
            for (int done = 0; done < size;)
            {
                int count = Math.Min(buffer.Length, size - done);
                if (content.Storage.Read(offset + done, [buffer.AsMemory(0, count)]) is { } error) return error;
                sha1.AppendData(buffer.AsSpan(0, count));
                done += count;
            }

            Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
            sha1.GetHashAndReset(hash);
            isGood = hash.SequenceEqual(content.Metainfo.PieceHash(piece));
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
