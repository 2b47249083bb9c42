using CsCheck;

namespace GSTorrent.Wire.Tests.Extended;

public sealed class LtDontHaveTests
{
    [Fact]
    public void Round_trip() => Gens.Number.Sample(piece =>
    {
        Assert.True(LtDontHave.TryParse(LtDontHave.ToBytes(piece), out int read));
        Assert.Equal(piece, read);
    });

    [Theory]
    [InlineData("")]
    [InlineData("000000")]
    [InlineData("0000000000")]
    [InlineData("80000000")]
    public void Malformed_payloads_are_refused(string hex) =>
        Assert.False(LtDontHave.TryParse(Convert.FromHexString(hex), out _));
}
