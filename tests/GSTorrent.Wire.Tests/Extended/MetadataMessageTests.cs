using System.Text;
using CsCheck;

namespace GSTorrent.Wire.Tests.Extended;

public sealed class MetadataMessageTests
{
    [Fact]
    public void The_examples_of_the_bep()
    {
        Assert.Equal("d8:msg_typei0e5:piecei0ee", Encoding.Latin1.GetString(MetadataMessage.Request(0)));
        Assert.Equal("d8:msg_typei2e5:piecei0ee", Encoding.Latin1.GetString(MetadataMessage.Reject(0)));
        Assert.Equal(
            "d8:msg_typei1e5:piecei0e10:total_sizei34256eexxxx",
            Encoding.Latin1.GetString(MetadataMessage.ForData(0, 34256, "xxxx"u8)));
    }

    [Fact]
    public void Round_trip_of_data() => Gen.Select(Gen.Int[0, 2000], Gen.Int[1, int.MaxValue], Gen.Byte.Array[1, 100])
        .Sample((piece, size, data) =>
        {
            Assert.True(
                MetadataMessage.TryParse(MetadataMessage.ForData(piece, size, data), out MetadataMessage message));
            Assert.Equal((MetadataMessageKind.Data, piece, size), (message.Kind, message.Piece, message.TotalSize));
            Assert.Equal(data, message.Data.ToArray());
        });

    [Fact]
    public void Round_trip_of_request_and_reject()
    {
        Assert.True(MetadataMessage.TryParse(MetadataMessage.Request(7), out MetadataMessage message));
        Assert.Equal((MetadataMessageKind.Request, 7), (message.Kind, message.Piece));
        Assert.True(MetadataMessage.TryParse(MetadataMessage.Reject(8), out message));
        Assert.Equal((MetadataMessageKind.Reject, 8), (message.Kind, message.Piece));
    }

    [Theory]
    [InlineData("")]
    [InlineData("de")]
    [InlineData("d8:msg_typei0ee")]
    [InlineData("d8:msg_typei0e5:piecei-1ee")]
    [InlineData("d8:msg_typei0e5:piecei2147483648ee")]
    [InlineData("d8:msg_typei1e5:piecei0eexxxx")]
    [InlineData("d8:msg_typei1e5:piecei0e10:total_sizei0eexxxx")]
    [InlineData("d8:msg_typei1e5:piecei0e10:total_sizei5ee")]
    public void Malformed_messages_are_refused(string payload) =>
        Assert.False(MetadataMessage.TryParse(Encoding.Latin1.GetBytes(payload), out _));

    [Fact]
    public void Data_beyond_one_piece_is_refused() => Assert.False(
        MetadataMessage.TryParse(
            MetadataMessage.ForData(0, 1_000_000, new byte[MetadataMessage.PieceLength + 1]), out _));

    [Fact]
    public void Types_of_later_protocols_are_unknown_and_no_error()
    {
        Assert.True(MetadataMessage.TryParse("d8:msg_typei3e5:piecei0ee"u8.ToArray(), out MetadataMessage message));
        Assert.Equal(MetadataMessageKind.Unknown, message.Kind);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(16384, 1, 16384)]
    [InlineData(16385, 2, 1)]
    [InlineData(int.MaxValue, 131072, 16383)]
    public void Pieces_of_the_info_dictionary(int totalSize, int count, int lastLength)
    {
        Assert.Equal(count, MetadataMessage.PieceCountOf(totalSize));
        Assert.Equal(lastLength, MetadataMessage.LengthOf(count - 1, totalSize));
        Assert.Equal(0, MetadataMessage.LengthOf(count, totalSize));
    }
}
