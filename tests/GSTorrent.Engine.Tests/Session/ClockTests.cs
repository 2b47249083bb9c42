using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>A machine that slept for a night: the monotonic clock jumps, transfers go on.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Eight_hours_pass_at_once_in_the_midst_of_a_download()
    {
        var time = new FakeTimeProvider();
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 4_000_000));
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 1_000_000 }, time: time);
        await using var leecher = new TestEngine(seed: 2, time: time);
        TorrentHandle source = seeder.Add(torrent, torrent.FolderWithContent("seed"));
        TorrentHandle handle = leecher.Add(torrent, torrent.Folder("leech"), [seeder.Address]);
        await PassAsync(time, () => handle.Snapshot.PiecesDone > 5, source, handle);
        time.Advance(TimeSpan.FromHours(8));
        await PassAsync(
            time, () => handle.Snapshot is { State: TorrentState.Seeding, HasFinished: true }, source, handle);
        torrent.AssertComplete(Path.Combine(torrent.Root, "leech"));
        Assert.InRange(handle.Snapshot.DownloadRate, 0, 10_000_000);
        Assert.Equal(0, leecher.Engine.Services.Banned.Count);
    }

    [Fact]
    public async Task What_a_seed_has_sent_is_on_record_within_a_minute()
    {
        var time = new FakeTimeProvider();
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 300_000));
        await using var seeder = new TestEngine(seed: 1, time: time);
        await using var leecher = new TestEngine(seed: 2, time: time);
        TorrentHandle source = seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await PassAsync(time, () => source.Snapshot is { State: TorrentState.Seeding }, source);
        TorrentHandle handle = leecher.Add(torrent, torrent.Folder("leech"), [seeder.Address]);
        await PassAsync(
            time, () => handle.Snapshot is { State: TorrentState.Seeding, HasFinished: true }, source, handle);
        long end = time.GetTimestamp() + (60 * time.TimestampFrequency);
        await PassAsync(time, () => time.GetTimestamp() >= end, source, handle);
        ResumeData record = seeder.Observer.Resume[torrent.Metainfo.InfoHash];
        Assert.Equal(300_000, record.Uploaded);
        Assert.False(record.IsClean);
    }

    // Lets time pass a tenth of a second at a time, and the engines work in between, until something is so.
    private static async Task PassAsync(FakeTimeProvider time, Func<bool> isSo, params TorrentHandle[] handles)
    {
        for (int i = 0; !isSo(); i++)
        {
            Assert.InRange(i, 0, 20_000);
            time.Advance(TimeSpan.FromMilliseconds(100));
            await SettledAsync(handles);
        }
    }

    // Waits until nothing moves any more without time passing.
    private static async Task SettledAsync(TorrentHandle[] handles)
    {
        long moved = -1;
        for (int same = 0; same < 30;)
        {
            long now = 0;
            foreach (TorrentHandle handle in handles)
                now += (await handle.GetPeersAsync()).Sum(peer => peer.Uploaded + peer.Downloaded);
            same = now == moved ? same + 1 : 0;
            moved = now;
            await Task.Yield();
        }
    }
}
