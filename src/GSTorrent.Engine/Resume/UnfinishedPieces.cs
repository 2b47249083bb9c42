using System.Buffers.Binary;
using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// The blocks on disk of pieces that are not complete, as bytes:
/// <c>{ piece: u32, bytes: u32, bit a block: bytes }</c>, big-endian.
/// </summary>
internal static class UnfinishedPieces
{
    public static byte[] Encode(IReadOnlyList<(int Piece, Bitfield Blocks)> pieces)
    {
        int size = 0;
        foreach ((int _, Bitfield blocks) in pieces) size += 8 + blocks.Bytes.Length;
        var bytes = new byte[size];
        Span<byte> rest = bytes;
        foreach ((int piece, Bitfield blocks) in pieces)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, piece);
            BinaryPrimitives.WriteInt32BigEndian(rest[4..], blocks.Bytes.Length);
            blocks.Bytes.CopyTo(rest[8..]);
            rest = rest[(8 + blocks.Bytes.Length)..];
        }

        return bytes;
    }

    /// <summary>What fits the geometry; the rest is left out, as it only costs a download of blocks.</summary>
    public static List<(int Piece, Bitfield Blocks)> Decode(ReadOnlySpan<byte> bytes, PieceGeometry geometry)
    {
        List<(int, Bitfield)> pieces = [];
        while (bytes.Length >= 8)
        {
            int number = BinaryPrimitives.ReadInt32BigEndian(bytes);
            int size = BinaryPrimitives.ReadInt32BigEndian(bytes[4..]);
            bytes = bytes[8..];
            if (size < 0 || size > bytes.Length) break;
            if (geometry.TryPiece(number, out PieceIndex piece)
                && Bitfield.TryFromWire(bytes[..size], geometry.BlockCountOf(piece), out Bitfield? blocks))
            {
                pieces.Add((piece, blocks!));
            }

            bytes = bytes[size..];
        }

        return pieces;
    }
}
