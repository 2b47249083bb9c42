using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Wire.Tests;

/// <summary>Random messages of every kind that can be sent.</summary>
internal static class Gens
{
    private static readonly BlockPool Pool = new();

    public static Gen<int> Number { get; } = Gen.OneOf(
        Gen.Int[0, 10_000], Gen.Int[0, int.MaxValue], Gen.Const(int.MaxValue));

    public static Gen<BlockRequest> Request { get; } =
        Gen.Select(Number, Number, Number, (piece, offset, length) => new BlockRequest(piece, offset, length));

    public static Gen<PeerMessage> Message { get; } = Gen.OneOf(
        Gen.Const(PeerMessage.KeepAlive), Gen.Const(PeerMessage.Choke), Gen.Const(PeerMessage.Unchoke),
        Gen.Const(PeerMessage.Interested), Gen.Const(PeerMessage.NotInterested),
        Gen.Const(PeerMessage.HaveAll), Gen.Const(PeerMessage.HaveNone),
        Number.Select(PeerMessage.Have), Number.Select(PeerMessage.Suggest), Number.Select(PeerMessage.AllowedFast),
        Request.Select(request => PeerMessage.ForRequest(request)),
        Request.Select(request => PeerMessage.Cancel(request)),
        Request.Select(request => PeerMessage.Reject(request)),
        Gen.UShort.Select(PeerMessage.ForPort),
        Gen.Byte.Array[0, 40].Select(PeerMessage.Bitfield),
        Gen.Select(Gen.Byte, Gen.Byte.Array[0, 40], PeerMessage.Extended),
        Gen.Select(Number, Number, Gen.Byte.Array[0, 40], Piece));

    public static byte[] Bytes(in PeerMessage message)
    {
        byte[] bytes = new byte[WireWriter.SizeOf(message)];
        Assert.Equal(bytes.Length, WireWriter.Write(message, bytes));
        return bytes;
    }

    private static PeerMessage Piece(int piece, int offset, byte[] content)
    {
        BlockBuffer block = Pool.Rent();
        block.Fill(content);
        return PeerMessage.ForPiece(piece, offset, block);
    }
}
