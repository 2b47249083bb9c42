using CsCheck;

namespace GSTorrent.Api.Transmission.Tests;

public sealed class SpeedLimitTests
{
    [Theory]
    [InlineData(0, null, null, null)]
    [InlineData(0, null, 500L, null)]
    [InlineData(0, false, 500L, null)]
    [InlineData(0, true, null, 100_000L)]
    [InlineData(0, true, 500L, 500_000L)]
    [InlineData(0, true, 0L, 1L)]
    [InlineData(0, true, -5L, 1L)]
    [InlineData(500_999, false, null, 0L)]
    [InlineData(500_999, true, null, null)]
    [InlineData(500_999, true, 500L, null)]
    [InlineData(500_999, null, 600L, 600_000L)]
    [InlineData(1, null, 0L, null)]
    public void A_change_is_what_Transmission_would_do(long now, bool? holds, long? limit, long? changed) =>
        Assert.Equal(changed, SpeedLimit.Change(now, holds, limit));

    [Fact]
    public void What_is_read_can_be_written_back() => Gen.Long[0, long.MaxValue].Sample(now =>
        SpeedLimit.Change(now, now > 0, SpeedLimit.ShownOf(now)) is null);

    [Fact]
    public void No_value_overflows() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long).Sample((now, limit) =>
        SpeedLimit.Change(now, true, limit) is null or > 0);
}
