using GSTorrent.Primitives;

namespace GSTorrent.Wire.Tests.Messages;

public sealed class WireWriterTests
{
    [Fact]
    public void A_request_is_seventeen_bytes() => Assert.Equal(
        "0000000d06000000010000400000004000",
        Convert.ToHexStringLower(Gens.Bytes(PeerMessage.ForRequest(new BlockRequest(1, 16384, 16384)))));

    [Fact]
    public void Extended_messages_carry_their_id() => Assert.Equal(
        "000000041403abcd", Convert.ToHexStringLower(Gens.Bytes(PeerMessage.Extended(3, [0xab, 0xcd]))));

    [Fact]
    public void The_piece_header_and_the_block_make_a_piece_message()
    {
        BlockBuffer block = new BlockPool().Rent();
        block.Fill([1, 2, 3]);
        byte[] apart = new byte[16];
        WireWriter.WritePieceHeader(apart, new BlockRequest(9, 32768, 3));
        block.Span.CopyTo(apart.AsSpan(WireReader.PieceHeaderLength));
        Assert.Equal(Gens.Bytes(PeerMessage.ForPiece(9, 32768, block)), apart);
    }

    [Fact]
    public void Unknown_messages_cannot_be_sent() =>
        Assert.Throws<ArgumentException>(() => WireWriter.SizeOf(PeerMessage.Unknown));
}
