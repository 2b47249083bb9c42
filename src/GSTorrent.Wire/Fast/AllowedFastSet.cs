using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>The pieces that a peer may ask for while choked (BEP 6 "allowed fast set generation").</summary>
public static class AllowedFastSet
{
    /// <summary>The size that BEP 6 suggests.</summary>
    public const int DefaultSize = 10;

    /// <summary>
    /// The same set for all peers of one /24 network, so that reconnecting wins nothing:
    /// <c>x0 = SHA1(address and 0xffffff00, info-hash)</c>, <c>xn = SHA1(xn-1)</c>; each x gives five pieces, one for
    /// every 4 bytes big-endian modulo the number of pieces.
    /// </summary>
    /// <param name="address">Of the peer; for IPv6 the BEP defines no set, so that it is empty.</param>
    /// <param name="infoHash">The torrent.</param>
    /// <param name="pieceCount">Pieces of the torrent.</param>
    /// <param name="size">Pieces wanted; fewer if the torrent has fewer.</param>
    /// <returns>Different pieces, in the order of generation.</returns>
    public static IReadOnlyList<int> Generate(
        IPAddress address, InfoHash infoHash, int pieceCount, int size = DefaultSize)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var pieces = new List<int>();
        if (address.AddressFamily != AddressFamily.InterNetwork) return pieces;
        int wanted = Math.Min(size, pieceCount);
        Span<byte> seed = stackalloc byte[4 + InfoHash.Length];
        address.TryWriteBytes(seed, out _);
        seed[3] = 0;
        infoHash.CopyTo(seed[4..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(seed, hash);
        while (pieces.Count < wanted)
        {
            for (int i = 0; i < hash.Length && pieces.Count < wanted; i += 4)
            {
                int piece = (int)(BinaryPrimitives.ReadUInt32BigEndian(hash[i..]) % (uint)pieceCount);
                if (!pieces.Contains(piece)) pieces.Add(piece);
            }

            SHA1.HashData(hash, hash);
        }

        return pieces;
    }
}
