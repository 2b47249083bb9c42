using CsCheck;
using GSTorrent.Primitives;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class FrameParserTests
{
    private static readonly Gen<int> Number = Gen.Int[0, int.MaxValue];

    private static readonly Gen<byte[]> Frame = Gen.OneOf(
        Number.Select(piece => Rig.Encode(PeerMessage.Have(piece))),
        Gen.Const(0).Select(_ => Rig.Encode(PeerMessage.Unchoke)),
        Gen.Const(0).Select(_ => Rig.Encode(PeerMessage.KeepAlive)),
        Gen.Const(0).Select(_ => new byte[] { 0, 0, 0, 3, 99, 1, 2 }),
        Gen.Select(Number, Number, Number)
            .Select((a, b, c) => Rig.Encode(PeerMessage.ForRequest(new BlockRequest(a, b, c)))),
        Gen.Byte.Array[0, 3000].Select(payload => Rig.Encode(PeerMessage.Extended(3, payload))),
        Gen.Byte.Array[0, 300].Select(bits => Rig.Encode(PeerMessage.Bitfield(bits))),
        Gen.Select(Number, Number, Gen.Int[0, PieceGeometry.BlockSize]).Select(EncodePiece));

    [Fact]
    public void Messages_come_out_the_same_however_the_stream_is_cut() =>
        Gen.Select(Frame.Array[1, 30], Gen.Int[1, 4000].Array[1, 20]).Sample((frames, cuts) =>
        {
            byte[] stream = [.. frames.SelectMany(frame => frame)];
            List<string> whole = Parse(stream, [stream.Length], out DisconnectReason reason);
            Assert.Equal(DisconnectReason.None, reason);
            Assert.Equal(whole, Parse(stream, cuts, out _));
            Assert.Equal(whole, Parse(stream, [.. cuts.Select(cut => 1 + (cut % 7))], out _));
        }, iter: 300);

    [Fact]
    public void Garbage_never_throws_and_leaves_no_buffer() =>
        Gen.Select(Frame.Array[0, 5], Gen.Byte.Array[0, 2000], Gen.Int[1, 500].Array[1, 10])
            .Sample((frames, noise, cuts) =>
                Parse([.. frames.SelectMany(frame => frame), .. noise], cuts, out _), iter: 2000);

    [Theory]
    [InlineData(new byte[] { 0, 1, 0, 9, 7 }, DisconnectReason.MessageTooLong)]
    [InlineData(new byte[] { 0, 0, 64, 10, 7 }, DisconnectReason.MessageTooLong)]
    [InlineData(new byte[] { 255, 255, 255, 255 }, DisconnectReason.MessageTooLong)]
    [InlineData(new byte[] { 0, 0, 0, 2, 4 }, DisconnectReason.MalformedMessage)]
    [InlineData(new byte[] { 0, 0, 0, 5, 4, 255, 0, 0, 0 }, DisconnectReason.ValueOutOfRange)]
    [InlineData(new byte[] { 0, 0, 64, 9, 7, 255, 0, 0, 0, 0, 0, 0, 0 }, DisconnectReason.ValueOutOfRange)]
    public void A_wrong_frame_is_refused_as_soon_as_it_shows(byte[] bytes, DisconnectReason expected)
    {
        Parse(bytes, [bytes.Length], out DisconnectReason inOne);
        Parse(bytes, [1], out DisconnectReason byteByByte);
        Assert.Equal(expected, inOne);
        Assert.Equal(expected, byteByByte);
    }

    [Fact]
    public void A_flood_of_messages_is_cut_into_full_batches()
    {
        var parser = new FrameParser(new BlockPool(), WireLimits.WithoutMetadata);
        byte[] flood = [.. Enumerable.Range(0, 3000).SelectMany(piece => Rig.Encode(PeerMessage.Have(piece)))];
        var batch = new MessageBatch();
        int consumed = parser.Parse(flood, batch, out _);
        Assert.Equal(MessageBatch.FullCount, batch.Count);
        Assert.Equal(MessageBatch.FullCount * 9, consumed);
    }

    private static byte[] EncodePiece(int piece, int offset, int length)
    {
        BlockBuffer block = new BlockPool().Rent();
        block.Length = length;
        new Random(piece).NextBytes(block.Span);
        return Rig.Encode(PeerMessage.ForPiece(piece, offset, block));
    }

    private static List<string> Parse(byte[] stream, int[] cuts, out DisconnectReason reason)
    {
        var blocks = new BlockPool();
        var parser = new FrameParser(blocks, WireLimits.WithoutMetadata);
        var batch = new MessageBatch();
        var texts = new List<string>();
        reason = DisconnectReason.None;
        for (int start = 0, i = 0; start < stream.Length && reason == DisconnectReason.None; i++)
        {
            int length = Math.Min(cuts[i % cuts.Length], stream.Length - start);
            start += parser.Parse(stream.AsSpan(start, length), batch, out reason);
            foreach (PeerMessage message in batch.Messages)
                texts.Add(message + " " + Convert.ToHexString(message.Block is { } block ? block.Span : message.Bytes));
            batch.Discard();
        }

        parser.Release();
        Assert.Equal(0, blocks.RentedCount);
        return texts;
    }
}
