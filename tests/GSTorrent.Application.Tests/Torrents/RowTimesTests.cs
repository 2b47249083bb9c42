using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class RowTimesTests
{
    private const long Wall = 1_800_000_000_000;
    private const long TenYearsMs = 315_360_000_000;
    private static readonly InfoHash Hash = new(new byte[20]);
    private static readonly TorrentSnapshot Snapshot = new() { InfoHash = Hash, Name = "name", SeedingMs = 7_000 };
    private static readonly TorrentRow Row = new()
    {
        Number = 1,
        InfoHash = Hash,
        Name = "name",
        State = TorrentRowState.Seeding,
        Uploaded = 5,
    };

    [Theory]
    [InlineData(TenYearsMs)]
    [InlineData(-TenYearsMs)]
    [InlineData(-Wall)]
    [InlineData(-3_000)]
    public void However_the_wall_clock_is_set_it_ran_seeded_and_idled_for_as_long_as_it_did(long jumpMs)
    {
        TorrentRow row = RowTimes.Add(Row, null, Snapshot, (At(1_000), Wall));
        Assert.Equal((Wall + 1_000, Wall + 1_000), (row.ActiveSinceUnixMs, row.SeedingSinceUnixMs));
        row = RowTimes.Add(Row, row, Snapshot, (At(61_000), Wall + jumpMs));
        long shownNow = Wall + jumpMs + 61_000;
        Assert.Equal((67_000, 67_000), (row.SeedingMsAt(At(61_000)), row.SeedingMsAt(shownNow)));
        Assert.Equal((60_000, 60_000), (row.IdleMsAt(At(61_000)), row.IdleMsAt(shownNow)));
        Assert.Equal(60_000, row.ActiveMsAt(shownNow));

        // Back where it was.
        row = RowTimes.Add(Row, row, Snapshot, (At(62_000), Wall));
        Assert.Equal((Wall + 1_000, 68_000), (row.SeedingSinceUnixMs, row.SeedingMsAt(At(62_000))));
    }

    [Fact]
    public void A_clock_that_is_kept_right_by_moments_changes_no_row()
    {
        TorrentRow row = RowTimes.Add(Row, null, Snapshot, (At(1_000), Wall));
        Assert.Equal(row, RowTimes.Add(Row, row, Snapshot, (At(5_000), Wall + 1_900)));
        Assert.Equal(row, RowTimes.Add(Row, row, Snapshot, (At(9_000), Wall - 1_900)));
    }

    [Fact]
    public void What_moves_content_is_not_idle_and_what_ends_seeding_begins_anew()
    {
        TorrentRow row = RowTimes.Add(Row, null, Snapshot, (At(0), Wall));
        row = RowTimes.Add(Row with { Uploaded = 6 }, row, Snapshot, (At(50_000), Wall));
        Assert.Equal(10_000, row.IdleMsAt(At(60_000)));
        row = RowTimes.Add(Row with { State = TorrentRowState.Stopped }, row, Snapshot, (At(70_000), Wall));
        Assert.Equal((null, null), (row.Clock, row.SeedingSinceUnixMs));
        Assert.Equal((0, 7_000), (row.IdleMsAt(At(99_000)), row.SeedingMsAt(At(99_000))));
        row = RowTimes.Add(Row, row, Snapshot with { SeedingMs = 77_000 }, (At(100_000), Wall));
        Assert.Equal((1_000, 78_000), (row.IdleMsAt(At(101_000)), row.SeedingMsAt(At(101_000))));
    }

    [Fact]
    public void The_two_clocks_are_those_of_the_provider()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Wall));
        (MonotonicTime now, long wallMs) = RunClock.Read(time);
        Assert.Equal((MonotonicTime.From(time), Wall), (now, wallMs + now.Milliseconds));
    }

    private static MonotonicTime At(long milliseconds) => new(milliseconds);
}
