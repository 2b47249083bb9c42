using CsCheck;

namespace GSTorrent.Primitives.Tests;

public sealed class ByteAmountReaderTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1234", 1234)]
    [InlineData("7b", 7)]
    [InlineData("500k", 500_000)]
    [InlineData("500K", 500_000)]
    [InlineData("500kB", 500_000)]
    [InlineData("500Ki", 512_000)]
    [InlineData("500KiB", 512_000)]
    [InlineData(" 2 M ", 2_000_000)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("1g", 1_000_000_000)]
    [InlineData("1Gi", 1L << 30)]
    [InlineData("2TB", 2_000_000_000_000)]
    [InlineData("2tib", 2L << 40)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("1.9", 1)]
    [InlineData("0.0", 0)]
    public void Amounts_take_units(string text, long expected)
    {
        Assert.True(ByteAmountReader.TryRead(text, out long bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("1.5 MiB/s", 1_572_864)]
    [InlineData("10 kb/S", 10_000)]
    [InlineData("10ki/s", 10_240)]
    [InlineData("10/s", 10)]
    [InlineData("none", 0)]
    [InlineData("Unlimited", 0)]
    public void Rates_may_say_so(string text, long expected)
    {
        Assert.True(ByteAmountReader.TryReadRate(text, out long bytes));
        Assert.Equal(expected, bytes);
        Assert.False(ByteAmountReader.TryRead(text, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData("B")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1,5M")]
    [InlineData("1e6")]
    [InlineData("NaN")]
    [InlineData("5 parsecs")]
    [InlineData("5 kk")]
    [InlineData("5i")]
    [InlineData("5 k B")]
    [InlineData("0.5")]
    [InlineData("0.0000001K")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999T")]
    public void Everything_else_is_refused(string text)
    {
        Assert.False(ByteAmountReader.TryRead(text, out _));
        Assert.False(ByteAmountReader.TryReadRate(text, out _));
    }

    [Fact]
    public void Any_text_gives_an_amount_or_none() => Gen.String[Gen.Char["0123456789. kKmMgGtTiIbB/s"], 0, 24].Sample(
        text => !ByteAmountReader.TryReadRate(text, out long bytes) || bytes >= 0);
}
