namespace GSTorrent.Bencoding.Tests;

public sealed class BencodeDocumentTests
{
    [Theory]
    [InlineData("i0e", 0)]
    [InlineData("i42e", 42)]
    [InlineData("i-1e", -1)]
    [InlineData("i9223372036854775807e", long.MaxValue)]
    [InlineData("i-9223372036854775808e", long.MinValue)]
    public void Reads_integers(string text, long expected)
    {
        Assert.True(Bencode.Parse(text).TryGetInteger(out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("i9223372036854775808e")]
    [InlineData("i-9223372036854775809e")]
    [InlineData("i18446744073709551616e")]
    public void Integers_beyond_64_bits_parse_but_have_no_value(string text)
    {
        BencodeElement element = Bencode.Parse(text);
        Assert.Equal(BencodeKind.Integer, element.Kind);
        Assert.False(element.TryGetInteger(out _));
    }

    [Theory]
    [InlineData("ie", "integer without digits", 0)]
    [InlineData("i-e", "integer without digits", 0)]
    [InlineData("i03e", "integer with a leading zero", 0)]
    [InlineData("i-03e", "integer with a leading zero", 0)]
    [InlineData("i-0e", "negative zero", 0)]
    [InlineData("i00e", "integer with a leading zero", 0)]
    [InlineData("i+1e", "a character that is not a digit inside an integer", 1)]
    [InlineData("i 1e", "a character that is not a digit inside an integer", 1)]
    [InlineData("i1.5e", "a character that is not a digit inside an integer", 2)]
    [InlineData("i1", "unexpected end of input inside an integer", 2)]
    [InlineData("i", "unexpected end of input inside an integer", 1)]
    [InlineData("03:abc", "length with a leading zero", 0)]
    [InlineData("00:", "length with a leading zero", 0)]
    [InlineData("4:abc", "byte string longer than the input", 0)]
    [InlineData("3", "unexpected end of input inside a length", 1)]
    [InlineData("3;abc", "a length must be followed by a colon", 1)]
    [InlineData("99999999999999999999:a", "byte string longer than the input", 0)]
    [InlineData("2147483647:a", "byte string longer than the input", 0)]
    [InlineData("2147483648:a", "byte string longer than the input", 0)]
    [InlineData("-1:a", "no bencoded value begins like this", 0)]
    [InlineData("l", "unexpected end of input", 1)]
    [InlineData("li1e", "unexpected end of input", 4)]
    [InlineData("d", "unexpected end of input", 1)]
    [InlineData("di1ei2ee", "a dictionary key must be a byte string", 1)]
    [InlineData("dl1:aei2ee", "a dictionary key must be a byte string", 1)]
    [InlineData("d1:ae", "a key without a value", 4)]
    [InlineData("d1:a1:b1:ce", "a key without a value", 10)]
    [InlineData("", "unexpected end of input", 0)]
    [InlineData("e", "no bencoded value begins like this", 0)]
    [InlineData("x", "no bencoded value begins like this", 0)]
    [InlineData("i1ei2e", "more bytes after the end of the value", 3)]
    [InlineData("lee", "more bytes after the end of the value", 2)]
    public void Refuses_what_BEP_3_does_not_allow(string text, string reason, int offset) =>
        Assert.Equal(new BencodeError(reason, offset), Bencode.Refused(text));

    [Fact]
    public void Errors_read_as_a_clause() =>
        Assert.Equal("negative zero at byte 1", Bencode.Refused("li-0ee").ToString());

    [Theory]
    [InlineData("d1:a0:1:b0:e", false, false)]
    [InlineData("d1:b0:1:a0:e", true, false)]
    [InlineData("d1:a0:1:a0:e", false, true)]
    [InlineData("d1:a0:1:b0:1:a0:e", true, true)]
    [InlineData("d1:b0:1:al1:a1:aee", true, false)]
    [InlineData("ld1:b0:1:a0:ed1:a0:ee", true, false)]
    [InlineData("d0:0:1:a0:e", false, false)]
    [InlineData("d2:aa0:1:b0:e", false, false)]
    [InlineData("d1:c0:1:b0:1:a0:1:b0:e", true, true)]
    public void Reports_unsorted_and_repeated_keys(string text, bool isUnsorted, bool hasDuplicates)
    {
        Assert.True(BencodeDocument.TryParse(Bencode.Bytes(text), BencodeLimits.Default, out BencodeDocument? document,
            out _));
        Assert.Equal(isUnsorted, document.HasUnsortedKeys);
        Assert.Equal(hasDuplicates, document.HasDuplicateKeys);
    }

    [Fact]
    public void A_prefix_may_be_followed_by_other_bytes()
    {
        byte[] input = Bencode.Bytes("d8:msg_typei1eeBINARY");
        Assert.True(BencodeDocument.TryParsePrefix(input, BencodeLimits.Default, out BencodeDocument? document,
            out int consumed, out _));
        Assert.Equal(15, consumed);
        Assert.Equal(15, document.Root.RawBytes.Length);
    }

    [Fact]
    public void Depth_is_limited_exactly()
    {
        string At(int depth) => new string('l', depth) + new string('e', depth);
        Assert.Equal(BencodeKind.List, Bencode.Parse(At(100)).Kind);
        Assert.Equal(new BencodeError("nested deeper than 100", 100), Bencode.Refused(At(101)));
    }

    [Fact]
    public void Tokens_are_limited_exactly()
    {
        var limits = new BencodeLimits { MaxTokens = 4 };
        Assert.True(BencodeDocument.TryParse(Bencode.Bytes("d1:a1:b1:c"), limits, out _, out _) is false);
        Assert.True(BencodeDocument.TryParse(Bencode.Bytes("li1ei2ei3ee"), limits, out _, out _));
        Assert.Equal("more than 4 values", Bencode.Refused("li1ei2ei3ei4ee", limits).Reason);
        Assert.Equal("more than 4 values", Bencode.Refused("d1:a1:b1:c1:de", limits).Reason);
    }

    [Fact]
    public void Length_is_limited_exactly()
    {
        var limits = new BencodeLimits { MaxLength = 5 };
        Assert.True(BencodeDocument.TryParse(Bencode.Bytes("3:abc"), limits, out _, out _));
        Assert.Equal("longer than 5 bytes", Bencode.Refused("4:abcd", limits).Reason);
        Assert.Equal("longer than 4 bytes", Bencode.Refused("li1ee i2e", limits with { MaxLength = 4 }).Reason);
        Assert.True(BencodeDocument.TryParsePrefix(Bencode.Bytes("i123etrailing"), limits, out _, out _, out _));
    }
}
