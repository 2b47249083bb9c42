using CsCheck;

namespace GSTorrent.Terminal.Tests;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1048575, "1.0 MiB")]
    [InlineData(1572864, "1.5 MiB")]
    [InlineData(long.MaxValue, "8.0 EiB")]
    public void Sizes(long bytes, string expected) => Assert.Equal(expected, Units.Size(bytes));

    [Theory]
    [InlineData(0, "0 B/s", "-")]
    [InlineData(1572864, "1.5 MiB/s", "1.5 MiB/s")]
    public void Rates_in_a_sentence_and_in_a_table(long bytes, string sentence, string table) =>
        Assert.Equal((sentence, table), (Units.Rate(bytes), Units.RateOrNothing(bytes)));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0L, "0s")]
    [InlineData(59L, "59s")]
    [InlineData(125L, "2m 5s")]
    [InlineData(7500L, "2h 5m")]
    [InlineData(200000L, "2d 7h")]
    [InlineData(long.MaxValue, "over 99d")]
    public void Durations(long? seconds, string expected) => Assert.Equal(expected, Units.Duration(seconds));

    [Theory]
    [InlineData(0.0, "0.0%")]
    [InlineData(0.5, "50.0%")]
    [InlineData(0.99999, "99.9%")]
    [InlineData(1.0, "100.0%")]
    [InlineData(7.0, "100.0%")]
    public void Shares_are_rounded_down(double share, string expected) => Assert.Equal(expected, Units.Percent(share));

    [Theory]
    [InlineData(1700000000000L, "2023-11-14 22:13:20Z")]
    [InlineData(long.MaxValue, "-")]
    [InlineData(null, "-")]
    public void Moments(long? unixMs, string expected) => Assert.Equal(expected, Units.Moment(unixMs));

    [Fact]
    public void Any_figure_can_be_shown() => Gen.Select(Gen.Long, Gen.Double).Sample((number, share) =>
        Units.Size(number).Length <= 12 && Units.Duration(number).Length <= 8 && Units.Percent(share).Length <= 6
        && Units.Moment(number).Length <= 20);
}
