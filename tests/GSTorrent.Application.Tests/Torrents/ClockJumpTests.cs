using GSTorrent.Application.ReadModel;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>The wall clock is set while torrents seed that are removed with their content after a time.</summary>
public sealed class ClockJumpTests
{
    private static readonly (string Name, string Text)[] s_seeding =
    [
        ("sharing.limit-action", "remove-with-data"),
        ("sharing.seeding-time-limited", "true"), ("sharing.seeding-time-limit", "30d"),
    ];

    private static readonly (string Name, string Text)[] s_idle =
    [
        ("sharing.limit-action", "remove-with-data"),
        ("sharing.idle-time-limited", "true"), ("sharing.idle-time-limit", "7d"),
    ];

    [Fact]
    public async Task Content_that_is_seeded_for_a_month_is_still_there_however_the_clock_is_set()
    {
        (SampleTorrent sample, HostFolder host, SetClock clock) = await SeedAsync(s_seeding);
        using SampleTorrent content = sample;
        await using HostFolder folder = host;
        await SetBackAndForthAsync(sample, host, clock);

        // Two thirds in this run, the rest in the next one; no day less.
        await PassAsync(host, clock, TimeSpan.FromDays(20));
        await host.ReopenAsync(() => clock.Set = TimeSpan.FromDays(3650));
        TorrentRow row = await host.WhenAsync(found => found.State == TorrentRowState.Seeding);
        Assert.InRange(row.SeedingMs, 20 * 86_400_000L, (20 * 86_400_000L) + 120_000);
        await PassAsync(host, clock, TimeSpan.FromDays(9));
        Assert.True(sample.IsComplete(host.Downloads));
        clock.Skip(TimeSpan.FromDays(1));
        await host.WhenToldAsync("was seeded for 30.00:00:00, so it was removed with its content");
    }

    [Fact]
    public async Task Content_that_is_idle_for_a_week_is_still_there_however_the_clock_is_set()
    {
        (SampleTorrent sample, HostFolder host, SetClock clock) = await SeedAsync(s_idle);
        using SampleTorrent content = sample;
        await using HostFolder folder = host;
        await SetBackAndForthAsync(sample, host, clock);
        await PassAsync(host, clock, TimeSpan.FromDays(6));
        Assert.True(sample.IsComplete(host.Downloads));
        clock.Skip(TimeSpan.FromDays(1));
        await host.WhenToldAsync("was idle for 7.00:00:00, so it was removed with its content");
    }

    // The server starts without the time: a small machine has no clock that goes on while it is off.
    private static async Task<(SampleTorrent Sample, HostFolder Host, SetClock Clock)> SeedAsync(
        (string Name, string Text)[] settings)
    {
        var sample = new SampleTorrent(31, 16_384, ("a.bin", 100_000));
        var clock = new SetClock { Set = TimeSpan.FromDays(-18_250) };
        HostFolder host = await HostFolder.OpenAsync(settings);
        host.Time = clock;
        await host.ReopenAsync();
        await host.SeedAsync(sample);
        return (sample, host, clock);
    }

    private static async Task SetBackAndForthAsync(SampleTorrent sample, HostFolder host, SetClock clock)
    {
        foreach (int days in new[] { 0, 3650, -3650, 0 })
        {
            clock.Set = TimeSpan.FromDays(days);
            await PassAsync(host, clock, TimeSpan.FromSeconds(6));
            TorrentRow row = Assert.Single(host.Torrents.ReadModel.All().Changed);
            Assert.Equal(TorrentRowState.Seeding, row.State);
            Assert.InRange(row.SeedingMsAt(clock.GetUtcNow().ToUnixTimeMilliseconds()), 0, 180_000);
            Assert.True(sample.IsComplete(host.Downloads));
        }
    }

    // A clock that is set is shown after the limits were looked at: twice seen, they were looked at in between.
    private static async Task PassAsync(HostFolder host, SetClock clock, TimeSpan time)
    {
        clock.Skip(time);
        for (int pass = 0; pass < 2; pass++)
        {
            clock.Set += TimeSpan.FromMinutes(1);
            await host.WhenAsync(row => row.Clock is { } shown && !RunClock.IsJump(shown.WallMs, WallMs(clock)));
        }
    }

    private static long WallMs(SetClock clock) => RunClock.Read(clock).WallMs;
}
