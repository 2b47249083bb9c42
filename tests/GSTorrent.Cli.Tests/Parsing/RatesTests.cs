using CsCheck;
using GSTorrent.Cli.Parsing;

namespace GSTorrent.Cli.Tests.Parsing;

public sealed class RatesTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("none", 0)]
    [InlineData("unlimited", 0)]
    [InlineData("1000", 1000)]
    [InlineData("500k", 512000)]
    [InlineData("1.5MiB/s", 1572864)]
    [InlineData("2 M", 2097152)]
    [InlineData("1MB/s", 1000000)]
    public void Reads_rates(string text, long expected)
    {
        Assert.True(Rates.TryParse(text, out long bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("-5")]
    [InlineData("1e9")]
    [InlineData("5 parsecs")]
    [InlineData("0.5")]
    [InlineData("99999999999999G")]
    public void Refuses_what_is_no_rate(string text) => Assert.False(Rates.TryParse(text, out _));

    [Fact]
    public void Any_text_gives_a_sane_rate_or_none() => Gen.String.Sample(text =>
        !Rates.TryParse(text, out long bytes) || bytes is >= 0 and <= 1L << 50);
}
