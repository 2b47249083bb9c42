using System.Buffers.Binary;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Stamps of files as bytes: <c>{ length: i64, modified: i64 }</c> for each file, little-endian.
/// </summary>
internal static class FileStampCodec
{
    private const int Size = 16;

    public static byte[]? Encode(IReadOnlyList<FileStamp> stamps)
    {
        if (stamps.Count == 0) return null;
        var bytes = new byte[stamps.Count * Size];
        for (int i = 0; i < stamps.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * Size), stamps[i].Length);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((i * Size) + 8), stamps[i].ModifiedUnixNanoseconds);
        }

        return bytes;
    }

    /// <summary>None if the bytes have no whole number of stamps: then the engine looks for itself.</summary>
    public static FileStamp[] Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % Size != 0) return [];
        var stamps = new FileStamp[bytes.Length / Size];
        for (int i = 0; i < stamps.Length; i++)
        {
            stamps[i] = new FileStamp(
                BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * Size)..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[((i * Size) + 8)..]));
        }

        return stamps;
    }
}
