using GSTorrent.Server.Commands.Output;

namespace GSTorrent.Server.Tests.Commands.Output;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1_048_575, "1.0 MiB")]
    [InlineData(1_610_612_736, "1.5 GiB")]
    [InlineData(long.MaxValue, "8.0 EiB")]
    public void Sizes(long bytes, string expected) => Assert.Equal(expected, Units.Size(bytes));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(59L, "59s")]
    [InlineData(61L, "1m 1s")]
    [InlineData(7_500L, "2h 5m")]
    [InlineData(90_000L, "1d 1h")]
    [InlineData(long.MaxValue, "over 99d")]
    public void Durations(long? seconds, string expected) => Assert.Equal(expected, Units.Duration(seconds));

    [Theory]
    [InlineData(0.99999, "99.9%")]
    [InlineData(1.0, "100.0%")]
    [InlineData(double.NaN, "0.0%")]
    public void Only_the_whole_is_100_percent(double share, string expected) =>
        Assert.Equal(expected, Units.Percent(double.IsNaN(share) ? 0 : share));

    [Fact]
    public void Text_of_others_cannot_steer_the_terminal() =>
        Assert.Equal("a\ufffd[2Jb c", SafeText.Line("a\u001b[2Jb\nc"));
}
