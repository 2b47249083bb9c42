using GSTorrent.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests.Torrents;

public sealed class TorrentTimesTests
{
    private static readonly DateTimeOffset s_day = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    private readonly FakeTimeProvider _time = new(s_day);

    [Fact]
    public void Only_time_between_a_start_and_a_stop_counts_and_goes_on_where_the_last_run_ended()
    {
        var times = new TorrentTimes(new ResumeData { ActiveMs = 100, SeedingMs = 10 }, _time);
        times.Advance(At(1000), isRunning: false, isFinished: false, movedBytes: 0);
        times.Advance(At(2000), isRunning: true, isFinished: false, movedBytes: 0);
        Assert.Equal(100, times.ActiveMs);
        times.Advance(At(2500), isRunning: true, isFinished: true, movedBytes: 0);
        times.Advance(At(2600), isRunning: false, isFinished: true, movedBytes: 0);
        times.Advance(At(9000), isRunning: true, isFinished: true, movedBytes: 0);
        Assert.Equal((700, 110), (times.ActiveMs, times.SeedingMs));
    }

    [Fact]
    public void Activity_is_what_moves_bytes_and_not_what_was_moved_before()
    {
        var times = new TorrentTimes(new ResumeData { Downloaded = 5, Uploaded = 2, LastActivityUnixMs = 3 }, _time);
        times.Advance(At(0), isRunning: true, isFinished: false, movedBytes: 7);
        Assert.Equal(3, times.LastActivityUnixMs);
        times.Advance(At(0), isRunning: true, isFinished: false, movedBytes: 8);
        Assert.Equal(s_day.ToUnixTimeMilliseconds(), times.LastActivityUnixMs);
        _time.Advance(TimeSpan.FromSeconds(9));
        times.Advance(At(0), isRunning: true, isFinished: false, movedBytes: 8);
        Assert.Equal(s_day.ToUnixTimeMilliseconds(), times.LastActivityUnixMs);
    }

    private static MonotonicTime At(long milliseconds) => new(milliseconds);
}
