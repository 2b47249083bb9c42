using System.Numerics;
using System.Security.Cryptography;
using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// The SHA-256 trees of version 2 (BEP 52). Leaves are the hashes of a file's 16 KiB blocks, the last block as short as
/// it is; the tree is filled up to a power of two with leaves of 32 zero bytes. Hash lists are concatenated bytes.
/// </summary>
public static class Merkle
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = 32;

    /// <summary>The root for a file of one piece at most.</summary>
    /// <param name="blockHashes">SHA-256 of each block; at least one.</param>
    public static byte[] SmallFileRoot(ReadOnlySpan<byte> blockHashes)
    {
        int count = CountOf(blockHashes);
        return Root(blockHashes, (int)BitOperations.RoundUpToPowerOf2((uint)count), new byte[HashLength]);
    }

    /// <summary>The hash of a piece in the layer of a file that has several pieces.</summary>
    /// <param name="blockHashes">SHA-256 of each block of the piece; fewer for the last piece, at least one.</param>
    /// <param name="pieceLength">Bytes, a power of two of at least 16 KiB.</param>
    public static byte[] PieceRoot(ReadOnlySpan<byte> blockHashes, int pieceLength) =>
        Root(blockHashes, BlocksPerPiece(pieceLength), new byte[HashLength]);

    /// <summary>The root of a file of several pieces from its piece layer.</summary>
    /// <param name="pieceLayer">The <see cref="PieceRoot"/> of each piece.</param>
    /// <param name="pieceLength">Bytes, a power of two of at least 16 KiB.</param>
    public static byte[] FileRoot(ReadOnlySpan<byte> pieceLayer, int pieceLength)
    {
        int count = CountOf(pieceLayer);
        byte[] padding = EmptyRoot(BitOperations.Log2((uint)BlocksPerPiece(pieceLength)));
        return Root(pieceLayer, (int)BitOperations.RoundUpToPowerOf2((uint)count), padding);
    }

    /// <summary>The root of a tree of 2^<paramref name="levels"/> zero leaves.</summary>
    public static byte[] EmptyRoot(int levels)
    {
        byte[] hash = new byte[HashLength];
        Span<byte> pair = stackalloc byte[2 * HashLength];
        for (int i = 0; i < levels; i++)
        {
            hash.CopyTo(pair);
            hash.CopyTo(pair[HashLength..]);
            SHA256.HashData(pair, hash);
        }

        return hash;
    }

    /// <summary>The root of a tree over some hashes, filled up with others.</summary>
    /// <param name="hashes">The lowest layer, at least one hash.</param>
    /// <param name="width">Hashes that the lowest layer has when filled up: a power of two.</param>
    /// <param name="padding">What it is filled up with, 32 bytes.</param>
    public static byte[] Root(ReadOnlySpan<byte> hashes, int width, ReadOnlySpan<byte> padding)
    {
        int count = CountOf(hashes);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, count);
        if (!BitOperations.IsPow2(width)) throw new ArgumentException("Not a power of two.", nameof(width));
        byte[] layer = new byte[(count + 1) * HashLength];
        hashes.CopyTo(layer);
        Span<byte> fill = stackalloc byte[2 * HashLength];
        padding.CopyTo(fill);
        for (; width > 1; width /= 2)
        {
            // An odd last hash pairs with padding; whole subtrees of padding are one hash for each level.
            if (count % 2 != 0) fill[..HashLength].CopyTo(layer.AsSpan(count * HashLength));
            count = (count + 1) / 2;
            for (int i = 0; i < count; i++)
                SHA256.HashData(layer.AsSpan(i * 2 * HashLength, 2 * HashLength), layer.AsSpan(i * HashLength));
            fill[..HashLength].CopyTo(fill[HashLength..]);
            SHA256.HashData(fill, fill);
        }

        return layer[..HashLength];
    }

    private static int BlocksPerPiece(int pieceLength)
    {
        if (pieceLength < PieceGeometry.BlockSize || !BitOperations.IsPow2(pieceLength))
            throw new ArgumentException("Not a power of two of at least 16 KiB.", nameof(pieceLength));
        return pieceLength / PieceGeometry.BlockSize;
    }

    private static int CountOf(ReadOnlySpan<byte> hashes)
    {
        if (hashes.IsEmpty || hashes.Length % HashLength != 0)
            throw new ArgumentException("Not one or more whole hashes.", nameof(hashes));
        return hashes.Length / HashLength;
    }
}
