namespace GSTorrent.MetainfoFormat.Tests;

public sealed class PieceLengthChoiceTests
{
    [Theory]
    [InlineData(0, 16 * 1024)]
    [InlineData(1, 16 * 1024)]
    [InlineData(24_000_000, 16 * 1024)]
    [InlineData(1L << 30, 1024 * 1024)]
    [InlineData(1L << 40, 16 * 1024 * 1024)]
    [InlineData(1L << 46, 32 * 1024 * 1024)]
    public void Grows_with_the_content(long totalBytes, int expected) =>
        Assert.Equal(expected, PieceLengthChoice.For(totalBytes));

    [Fact]
    public void Every_choice_gives_a_torrent_that_is_accepted()
    {
        for (long total = 1; total < MetainfoLimits.MaxContentLength; total = (total * 3) + 1)
        {
            int length = PieceLengthChoice.For(total);
            Assert.True(PieceLengthChoice.IsAllowed(length, forV2: true));
            Assert.InRange((total + length - 1) / length, 1, MetainfoLimits.MaxPieces);
        }
    }

    [Theory]
    [InlineData(20_000, true, false)]
    [InlineData(8192, true, false)]
    [InlineData(0, false, false)]
    [InlineData(1L << 29, false, false)]
    public void Allowed_lengths(long length, bool forV1, bool forV2)
    {
        Assert.Equal(forV1, PieceLengthChoice.IsAllowed(length, forV2: false));
        Assert.Equal(forV2, PieceLengthChoice.IsAllowed(length, forV2: true));
    }
}
