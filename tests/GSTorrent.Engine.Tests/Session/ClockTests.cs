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
        await PassingTime.PassAsync(time, () => handle.Snapshot.PiecesDone > 5, source, handle);
        time.Advance(TimeSpan.FromHours(8));
        await PassingTime.PassAsync(
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
        await PassingTime.PassAsync(time, () => source.Snapshot is { State: TorrentState.Seeding }, source);
        TorrentHandle handle = leecher.Add(torrent, torrent.Folder("leech"), [seeder.Address]);
        await PassingTime.PassAsync(
            time, () => handle.Snapshot is { State: TorrentState.Seeding, HasFinished: true }, source, handle);
        long end = time.GetTimestamp() + (60 * time.TimestampFrequency);
        await PassingTime.PassAsync(time, () => time.GetTimestamp() >= end, source, handle);
        ResumeData record = seeder.Observer.Resume[torrent.Metainfo.InfoHash];
        Assert.Equal(300_000, record.Uploaded);
        Assert.False(record.IsClean);
    }

    [Fact]
    public async Task A_quiet_seed_counts_its_time_and_makes_no_noise_about_it()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, ("file.bin", 300_000));
        string folder = torrent.FolderWithContent("seed");
        await using var seeder = new TestEngine(seed: 1, time: time);
        TorrentHandle source = seeder.Add(torrent, folder);
        await PassingTime.PassAsync(time, () => source.Snapshot is { State: TorrentState.Seeding }, source);
        int toldBefore = seeder.Observer.ChangeCount;
        await PassingTime.PassForAsync(time, 10 * 60, source);
        Assert.InRange(source.Snapshot.SeedingMs, 590_000, 602_000);
        Assert.InRange(seeder.Observer.ChangeCount - toldBefore, 8, 12);
        ResumeData before = seeder.Observer.Resume[torrent.Metainfo.InfoHash];
        Assert.InRange(before.ActiveMs, 0, 1000);
        await PassingTime.PassForAsync(time, 6 * 60, source);
        ResumeData killed = seeder.Observer.Resume[torrent.Metainfo.InfoHash];
        Assert.InRange(killed.ActiveMs, 900_000, 962_000);
        Assert.Equal(killed.ActiveMs, killed.SeedingMs);
        Assert.Equal(0, killed.LastActivityUnixMs);

        source.Stop();
        await PassingTime.PassAsync(time, () => source.Snapshot is { State: TorrentState.Stopped }, source);
        await PassingTime.PassForAsync(time, 60, source);
        ResumeData stopped = seeder.Observer.Resume[torrent.Metainfo.InfoHash];
        Assert.InRange(stopped.ActiveMs, 958_000, 964_000);
        Assert.Equal(stopped.ActiveMs, source.Snapshot.ActiveMs);

        await using var again = new TestEngine(seed: 2, time: time);
        TorrentHandle resumed = again.Add(torrent, folder, resume: stopped);
        await PassingTime.PassAsync(time, () => resumed.Snapshot.ActiveMs >= stopped.ActiveMs + 5000, resumed);
    }

    [Fact]
    public async Task A_leecher_counts_as_seeding_only_what_comes_after_its_end_and_knows_when_data_moved_last()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, ("file.bin", 2_000_000));
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 200_000 }, time: time);
        await using var leecher = new TestEngine(seed: 2, time: time);
        TorrentHandle source = seeder.Add(torrent, torrent.FolderWithContent("seed"));
        TorrentHandle handle = leecher.Add(torrent, torrent.Folder("leech"), [seeder.Address]);
        long startMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        await PassingTime.PassAsync(time, () => handle.Snapshot is { State: TorrentState.Seeding }, source, handle);
        long doneMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        TorrentSnapshot done = handle.Snapshot;
        Assert.InRange(done.SeedingMs, 0, 3000);
        Assert.InRange(done.ActiveMs, done.SeedingMs + 4000, doneMs - startMs);
        Assert.InRange(done.LastActivityUnixMs, startMs + 4000, doneMs);
        await PassingTime.PassForAsync(time, 120, source, handle);
        Assert.Equal(done.LastActivityUnixMs, handle.Snapshot.LastActivityUnixMs);
        Assert.Equal(handle.Snapshot.ActiveMs - done.ActiveMs, handle.Snapshot.SeedingMs - done.SeedingMs);
        Assert.InRange(source.Snapshot.LastActivityUnixMs, startMs + 4000, doneMs + 120_000);
        Assert.Equal(
            done.LastActivityUnixMs, leecher.Observer.Resume[torrent.Metainfo.InfoHash].LastActivityUnixMs);
    }
}
