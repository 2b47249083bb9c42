using CsCheck;

namespace GSTorrent.Trackers.Tests.Tiers;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Pauses_grow_to_half_an_hour_and_differ() =>
        Gen.Select(Gen.Int[1, int.MaxValue], Gen.Int).Sample((fails, seed) =>
        Assert.InRange(RetrySchedule.BackoffMs(fails, new Random(seed)), 60_000, 1_800_000));

    [Fact]
    public void Each_failure_doubles_the_pause()
    {
        var random = new Random(1);
        for (int fails = 1; fails < 5; fails++)
        {
            long longest = 80_000L << (fails - 1);
            Assert.InRange(RetrySchedule.BackoffMs(fails, random), longest * 3 / 4, longest);
        }

        Assert.InRange(RetrySchedule.BackoffMs(6, random), 1_350_000, 1_800_000);
        Assert.NotEqual(RetrySchedule.BackoffMs(6, new Random(1)), RetrySchedule.BackoffMs(6, new Random(2)));
    }

    [Fact]
    public void Any_interval_is_within_bounds_or_none() => Gen.Long.Sample(seconds =>
    {
        Assert.InRange(RetrySchedule.ClampInterval(seconds) ?? 60, 60, 86400);
        Assert.InRange(RetrySchedule.ClampRetryMinutes(seconds) ?? 60, 60, 86400);
    });
}
