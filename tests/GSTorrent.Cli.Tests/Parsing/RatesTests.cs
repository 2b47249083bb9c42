using System.CommandLine;
using GSTorrent.Cli.Parsing;

namespace GSTorrent.Cli.Tests.Parsing;

/// <summary>The rule itself is tested with its reader, <c>ByteAmountReader</c>.</summary>
public sealed class RatesTests
{
    private readonly Option<long?> _option = Rates.ToOption("--down", "Limit");

    [Theory]
    [InlineData("0", 0)]
    [InlineData("none", 0)]
    [InlineData("500k", 500_000)]
    [InlineData("500Ki", 512_000)]
    [InlineData("1.5MiB/s", 1572864)]
    [InlineData("2 M", 2_000_000)]
    public void Reads_rates_by_the_rule_of_the_settings(string text, long expected) =>
        Assert.Equal(expected, Parse("--down", text).GetValue(_option));

    [Fact]
    public void Without_the_option_there_is_no_rate() => Assert.Null(Parse().GetValue(_option));

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("0.5")]
    [InlineData("5 parsecs")]
    public void Refuses_what_is_no_rate(string text) =>
        Assert.Equal(
            $"'{text}' is no rate: write for example 500k, 1.5MiB/s or none.",
            Assert.Single(Parse("--down", text).Errors).Message);

    [Fact]
    public void Help_tells_the_rule() =>
        Assert.Contains("powers of 1000", _option.Description, StringComparison.Ordinal);

    private ParseResult Parse(params string[] words) => new RootCommand { _option }.Parse(words);
}
