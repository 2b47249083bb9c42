using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class RowMakerTests
{
    private const long Now = 1_800_000_000_000;
    private static readonly InfoHash Hash = new(new byte[20]);
    private static readonly TorrentRow Row = new() { Number = 1, InfoHash = Hash, Name = "name" };
    private static readonly TorrentSnapshot Snapshot = new() { InfoHash = Hash, Name = "name" };

    [Fact]
    public void A_check_that_waits_looks_otherwise_than_one_that_has_begun()
    {
        TorrentSnapshot waiting = Snapshot with { State = TorrentState.Checking, IsQueuedForCheck = true };
        TorrentRow row = Make(waiting), begun = Make(waiting with { IsQueuedForCheck = false });
        Assert.Equal((TorrentRowState.Checking, true), (row.State, row.IsQueuedForCheck));
        Assert.Equal((TorrentRowState.Checking, false), (begun.State, begun.IsQueuedForCheck));
        var model = new TorrentReadModel(Now);
        Assert.True(model.Publish(row));
        Assert.True(model.Publish(begun));

        // One that moves or failed meanwhile shows that.
        Assert.False(Make(waiting with { State = TorrentState.Failed, Error = "x" }).IsQueuedForCheck);

        static TorrentRow Make(TorrentSnapshot snapshot) => RowMaker.Make(
            new TorrentRecord { Number = 1, InfoHash = Hash, Name = "name", Destination = "/d", AddedUnixMs = 1 },
            snapshot, metainfo: null, trouble: null, new TorrentOrigin(), (null, ""));
    }

    [Fact]
    public void A_row_tells_when_the_next_announce_is_and_not_how_long_that_is()
    {
        TorrentRow row = RowTimes.Add(Row, null, Snapshot with { NextAnnounceInMs = 60_000 }, At(0));
        Assert.Equal(Now + 60_000, row.NextAnnounceUnixMs);

        // Seen a second later, and not to the millisecond.
        TorrentRow later = RowTimes.Add(Row, row, Snapshot with { NextAnnounceInMs = 59_100 }, At(1_000));
        Assert.Equal(row, later);
        later = RowTimes.Add(Row, row, Snapshot with { NextAnnounceInMs = 1_800_000 }, At(61_000));
        Assert.Equal(Now + 1_861_000, later.NextAnnounceUnixMs);
        Assert.Null(RowTimes.Add(Row, later, Snapshot, At(0)).NextAnnounceUnixMs);
    }

    private static (MonotonicTime Now, long WallMs) At(long afterMs) => (new MonotonicTime(afterMs), Now);
}
