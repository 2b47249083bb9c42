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
    public void A_row_tells_when_the_next_announce_is_and_not_how_long_that_is()
    {
        TorrentRow row = RowMaker.WithTimes(Row, null, Snapshot with { NextAnnounceInMs = 60_000 }, Now);
        Assert.Equal(Now + 60_000, row.NextAnnounceUnixMs);

        // Seen a second later, and not to the millisecond.
        TorrentRow later = RowMaker.WithTimes(Row, row, Snapshot with { NextAnnounceInMs = 59_100 }, Now + 1_000);
        Assert.Equal(row, later);
        later = RowMaker.WithTimes(Row, row, Snapshot with { NextAnnounceInMs = 1_800_000 }, Now + 61_000);
        Assert.Equal(Now + 1_861_000, later.NextAnnounceUnixMs);
        Assert.Null(RowMaker.WithTimes(Row, later, Snapshot, Now).NextAnnounceUnixMs);
    }
}
