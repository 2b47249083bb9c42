namespace GSTorrent.Primitives.Tests.Time;

public sealed class RateMeterTests
{
    [Fact]
    public void A_steady_flow_is_told_as_it_is()
    {
        var meter = new RateMeter();
        var now = new MonotonicTime(5_000);
        for (int i = 0; i < 200; i++)
        {
            meter.Add(1000, now);
            now += 100;
        }

        Assert.Equal(200_000, meter.Total);
        Assert.InRange(meter.BytesPerSecond(now), 9_900, 10_100);
    }

    [Fact]
    public void Silence_brings_it_to_zero()
    {
        var meter = new RateMeter();
        meter.Add(1_000_000, new MonotonicTime(0));
        Assert.InRange(meter.BytesPerSecond(new MonotonicTime(1_000)), 900_000, 1_000_000);
        Assert.InRange(meter.BytesPerSecond(new MonotonicTime(11_000)), 0, 100_000);
        Assert.Equal(0, meter.BytesPerSecond(new MonotonicTime(60_000)));
    }

    [Fact]
    public void A_clock_that_jumps_ahead_by_hours_does_no_harm()
    {
        var meter = new RateMeter();
        meter.Add(1_000_000, new MonotonicTime(0));
        var later = new MonotonicTime(8 * 3600 * 1000L);
        Assert.Equal(0, meter.BytesPerSecond(later));
        meter.Add(5_000, later);
        Assert.InRange(meter.BytesPerSecond(later + 1_000), 4_000, 5_000);
    }
}
