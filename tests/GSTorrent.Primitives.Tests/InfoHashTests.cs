using CsCheck;

namespace GSTorrent.Primitives.Tests;

public sealed class InfoHashTests
{
    [Fact]
    public void Text_and_bytes_tell_the_same() =>
        Gen.Byte.Array[20].Sample(bytes =>
        {
            var hash = new InfoHash(bytes);
            return InfoHash.TryParse(hash.ToString(), out InfoHash lower) && lower == hash
                && InfoHash.TryParse(hash.ToString().ToUpperInvariant(), out InfoHash upper) && upper == hash
                && hash.ToArray().AsSpan().SequenceEqual(bytes);
        });

    [Fact]
    public void Base32_is_read_in_either_case()
    {
        // RFC 4648: 20 bytes 0x00..0x13.
        const string text = "AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQT";
        byte[] expected = [.. Enumerable.Range(0, 20).Select(i => (byte)i)];
        Assert.True(InfoHash.TryParse(text, out InfoHash upper));
        Assert.True(InfoHash.TryParse(text.ToLowerInvariant(), out InfoHash lower));
        Assert.Equal(expected, upper.ToArray());
        Assert.Equal(upper, lower);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz00000000000000000000000000000000000000")]
    [InlineData("1AAQEAYEAUDAOCAJBIFQYDIOB4IBCEQT")]
    [InlineData("000000000000000000000000000000000000000 ")]
    public void Other_text_is_refused(string text) => Assert.False(InfoHash.TryParse(text, out _));

    [Fact]
    public void Order_is_that_of_the_bytes()
    {
        var small = new InfoHash(new byte[20]);
        var large = new InfoHash([.. Enumerable.Repeat((byte)0xff, 20)]);
        Assert.True(small < large);
        Assert.True(large >= small);
        Assert.Throws<ArgumentException>(() => new InfoHash(new byte[19]));
    }
}
