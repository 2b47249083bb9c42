using System.Globalization;
using CsCheck;
using GSTorrent.Cli.Parsing;

namespace GSTorrent.Cli.Tests.Parsing;

public sealed class WordsTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("12h", "2026-01-01T12:00:00")]
    [InlineData("30d", "2026-01-31T00:00:00")]
    [InlineData("1w", "2026-01-08T00:00:00")]
    [InlineData("2030-01-31", "2030-01-31T00:00:00")]
    [InlineData("2030-01-31T10:30", "2030-01-31T10:30:00")]
    public void Reads_times_to_come(string text, string expected)
    {
        Assert.True(Expiry.TryParse(text, _now, out DateTimeOffset moment));
        Assert.Equal(expected, moment.ToString("s", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2001-01-01")]
    [InlineData("0d")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("9999999w")]
    public void Refuses_other_times(string text) => Assert.False(Expiry.TryParse(text, _now, out _));

    [Fact]
    public void Any_text_is_a_time_to_come_or_none() =>
        Gen.OneOf(Gen.String, Gen.Char["0123456789-T:mhdwZ"].Array[0, 12].Select(c => new string(c)))
            .Sample(text => !Expiry.TryParse(text, _now, out DateTimeOffset moment) || moment > _now);

    [Theory]
    [InlineData("*.txt", "*.txt")]
    [InlineData("0", "0")]
    [InlineData("0,2,5-7", "0|2|5-7")]
    [InlineData("0, 2", "0|2")]
    [InlineData("a,b.txt", "a,b.txt")]
    [InlineData("0,b", "0,b")]
    [InlineData("1-2-3,4", "1-2-3,4")]
    [InlineData(",", ",")]
    public void Splits_lists_of_numbers_only(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', FileSelection.Split(text)));

    [Theory]
    [InlineData("7", true)]
    [InlineData("123456789", true)]
    [InlineData("abcdef", true)]
    [InlineData("0123456789ABCDEF0123456789abcdef01234567", true)]
    [InlineData("abcde", false)]
    [InlineData("0123456789abcdef0123456789abcdef012345678", false)]
    [InlineData("-1", false)]
    [InlineData("", false)]
    public void Knows_ids(string text, bool expected) => Assert.Equal(expected, TorrentIds.IsId(text));
}
