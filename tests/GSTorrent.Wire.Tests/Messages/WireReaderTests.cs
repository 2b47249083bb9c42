using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Wire.Tests.Messages;

public sealed class WireReaderTests
{
    private static readonly WireLimits Limits = WireLimits.ForPieceCount(1000);

    [Fact]
    public void What_is_written_is_read_again() => Gens.Message.Sample(sent =>
    {
        byte[] bytes = Gens.Bytes(sent);
        Assert.Equal(ReadStatus.Done, WireReader.TryRead(bytes, Limits, out RawMessage raw, out int consumed, out _));
        Assert.Equal(bytes.Length, consumed);
        PeerMessage read = raw.ToPeerMessage(new BlockPool());
        Assert.Equal(sent.ToString(), read.ToString());
        Assert.Equal(sent.Kind, read.Kind);
        Assert.Equal(bytes, Gens.Bytes(read));
    });

    [Fact]
    public void Every_split_of_a_stream_gives_the_same_messages() => Gens.Message.Array[1, 6].Sample(messages =>
    {
        byte[] stream = messages.SelectMany(message => Gens.Bytes(message)).ToArray();
        for (int split = 0; split <= stream.Length; split++)
        {
            int start = 0;
            List<MessageKind> kinds = [.. ReadAll(stream.AsSpan(0, split), ref start)];
            kinds.AddRange(ReadAll(stream, ref start));
            Assert.Equal(messages.Select(message => message.Kind), kinds);
            Assert.Equal(stream.Length, start);
        }
    }, iter: 200);

    [Fact]
    public void A_frame_that_is_not_complete_needs_more() => Gens.Message.Sample(message =>
    {
        byte[] bytes = Gens.Bytes(message);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(
                ReadStatus.NeedMore,
                WireReader.TryRead(
                    bytes.AsSpan(0, length), Limits, out _, out int consumed, out DisconnectReason reason));
            Assert.Equal(0, consumed);
            Assert.Equal(DisconnectReason.None, reason);
        }
    });

    [Theory]
    [InlineData("00000000", MessageKind.KeepAlive)]
    [InlineData("0000000100", MessageKind.Choke)]
    [InlineData("0000000103", MessageKind.NotInterested)]
    [InlineData("000000010e", MessageKind.HaveAll)]
    [InlineData("0000000504000000ff", MessageKind.Have)]
    [InlineData("0000000309 1ae1", MessageKind.Port)]
    [InlineData("0000000214 00", MessageKind.Extended)]
    [InlineData("0000000d10000000010000400000004000", MessageKind.Reject)]
    [InlineData("00000003ff0102", MessageKind.Unknown)]
    [InlineData("00000001fe", MessageKind.Unknown)]
    [InlineData("000000010a", MessageKind.Unknown)]
    [InlineData("0000000115", MessageKind.Unknown)]
    public void Known_frames(string hex, MessageKind kind)
    {
        byte[] bytes = FromHex(hex);
        Assert.Equal(
            ReadStatus.Done, WireReader.TryRead(bytes, Limits, out RawMessage message, out int consumed, out _));
        Assert.Equal(kind, message.Kind);
        Assert.Equal(bytes.Length, consumed);
    }

    [Fact]
    public void Numbers_stand_where_the_grammar_says()
    {
        byte[] bytes = FromHex("0000000d06 00000102 00004000 00002000");
        WireReader.TryRead(bytes, Limits, out RawMessage message, out _, out _);
        Assert.Equal(new BlockRequest(0x102, 0x4000, 0x2000), message.ToPeerMessage(new BlockPool()).Request);
        bytes = FromHex("0000000309 1ae1");
        WireReader.TryRead(bytes, Limits, out message, out _, out _);
        Assert.Equal(6881, message.ToPeerMessage(new BlockPool()).Port);
    }

    [Theory]
    [InlineData("0000000200", DisconnectReason.MalformedMessage)]
    [InlineData("0000000404", DisconnectReason.MalformedMessage)]
    [InlineData("0000000604", DisconnectReason.MalformedMessage)]
    [InlineData("0000000c06", DisconnectReason.MalformedMessage)]
    [InlineData("0000000807", DisconnectReason.MalformedMessage)]
    [InlineData("0000000109", DisconnectReason.MalformedMessage)]
    [InlineData("0000000114", DisconnectReason.MalformedMessage)]
    [InlineData("0000400a07", DisconnectReason.MessageTooLong)]
    [InlineData("0000007f05", DisconnectReason.MessageTooLong)]
    [InlineData("0002000214", DisconnectReason.MessageTooLong)]
    [InlineData("00020002c8", DisconnectReason.MessageTooLong)]
    [InlineData("ffffffff", DisconnectReason.MessageTooLong)]
    [InlineData("7fffffff05", DisconnectReason.MessageTooLong)]
    [InlineData("000000050480000000", DisconnectReason.ValueOutOfRange)]
    [InlineData("0000000d06 00000000 ffffffff 00004000", DisconnectReason.ValueOutOfRange)]
    [InlineData("0000400907 00000000 80000000", DisconnectReason.ValueOutOfRange)]
    public void Malformed_frames_drop_the_peer_as_soon_as_they_show(string hex, DisconnectReason expected)
    {
        ReadStatus status = WireReader.TryRead(
            FromHex(hex), Limits, out _, out int consumed, out DisconnectReason reason);
        Assert.Equal(ReadStatus.Invalid, status);
        Assert.Equal(expected, reason);
        Assert.Equal(0, consumed);
    }

    [Fact]
    public void The_longest_frames_pass()
    {
        Assert.Equal(ReadStatus.NeedMore, Status("0000400907"));
        Assert.Equal(ReadStatus.NeedMore, Status("0000007e05"));
        Assert.Equal(ReadStatus.NeedMore, Status("0002000114"));
        Assert.Equal(ReadStatus.NeedMore, Status("00020001c8"));
    }

    [Fact]
    public void The_header_of_a_half_piece_tells_where_the_block_belongs()
    {
        byte[] bytes = FromHex("0000400907 00000007 00008000 aabb");
        Assert.True(WireReader.TryReadPieceHeader(bytes, out int piece, out int offset, out int payloadLength));
        Assert.Equal((7, 0x8000, 0x4000), (piece, offset, payloadLength));
        Assert.Equal(0x400d, WireReader.FrameSize(bytes));
        Assert.False(WireReader.TryReadPieceHeader(bytes.AsSpan(0, 12), out _, out _, out _));
        bytes[4] = (byte)MessageKind.Request;
        Assert.False(WireReader.TryReadPieceHeader(bytes, out _, out _, out _));
    }

    [Fact]
    public void Bitfields_may_be_as_long_as_the_torrent_needs_and_never_over_the_ceiling()
    {
        Assert.Equal(1 + 1, WireLimits.ForPieceCount(1).MaxBitfieldFrame);
        Assert.Equal(WireLimits.Ceiling, WireLimits.ForPieceCount(int.MaxValue).MaxBitfieldFrame);
        Assert.InRange(WireLimits.WithoutMetadata.MaxFrameLength, 256 * 1024, WireLimits.Ceiling);
    }

    private static ReadStatus Status(string hex) => WireReader.TryRead(FromHex(hex), Limits, out _, out _, out _);

    private static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static List<MessageKind> ReadAll(ReadOnlySpan<byte> stream, ref int start)
    {
        var kinds = new List<MessageKind>();
        while (WireReader.TryRead(
            stream[start..], Limits, out RawMessage message, out int consumed, out _) == ReadStatus.Done)
        {
            kinds.Add(message.Kind);
            start += consumed;
        }

        return kinds;
    }
}
