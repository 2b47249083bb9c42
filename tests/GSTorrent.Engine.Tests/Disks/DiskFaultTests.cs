
namespace GSTorrent.Engine.Tests.Disks;

/// <summary>Disks that fill up, turn read-only or vanish under a running torrent.</summary>
public sealed class DiskFaultTests
{
    private static readonly EngineSettings s_settings = new() { FlushIntervalMs = 50, DiskRetryMs = 300 };
    private static readonly (string, int)[] s_files =
        [("a", 1_000_000), ("b", 1_000_000), ("c", 1_000_000), ("d", 1_000_000), ("e", 1_000_000), ("f", 1_000_000)];

    [Fact]
    public async Task A_full_disk_pauses_its_torrent_alone_which_goes_on_when_there_is_room()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("big.bin", 6_000_000));
        using var other = new TestTorrent(seed: 2, pieceLength: 65_536, ("other.bin", 3_000_000));
        using MountedFolder disk = MountedFolder.Small(torrent.Folder("disk"), mebibytes: 8);
        string ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[5_000_000], TestContext.Current.CancellationToken);
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 8_000_000 });
        await using var leecher = new TestEngine(seed: 2, s_settings);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        seeder.Add(other, other.FolderWithContent("seed"));
        leecher.Add(torrent, disk.Path, [seeder.Address]);
        TorrentSnapshot failed = await leecher.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains("No space left", failed.Error, StringComparison.OrdinalIgnoreCase);
        leecher.Add(other, other.Folder("leech"), [seeder.Address]);
        await leecher.WhenAsync(other, snapshot => snapshot is { State: TorrentState.Seeding, HasFinished: true });
        other.AssertComplete(Path.Combine(other.Root, "leech"));

        File.Delete(ballast);
        TorrentSnapshot done = await leecher.WhenAsync(
            torrent, snapshot => snapshot is { State: TorrentState.Seeding, HasFinished: true });
        torrent.AssertComplete(disk.Path);
        Assert.Contains(leecher.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.Recovered);
        // What was under way when the disk was full came in vain, once.
        Assert.InRange(done.Downloaded, done.TotalBytes, 2 * done.TotalBytes);
        await leecher.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_read_only_disk_pauses_the_torrent_until_it_can_be_written()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, s_files);
        using MountedFolder disk = MountedFolder.Of(torrent.Folder("real"), torrent.Folder("mount"));
        disk.Remount("ro");
        await using var seeder = new TestEngine(seed: 1);
        await using var leecher = new TestEngine(seed: 2, s_settings);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        TorrentHandle handle = leecher.Add(torrent, disk.Path, [seeder.Address]);
        TorrentSnapshot failed = await leecher.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains("read-only", failed.Error, StringComparison.OrdinalIgnoreCase);
        disk.Remount("rw");
        await leecher.WhenSeedingAsync();
        torrent.AssertComplete(disk.Path);
        Assert.Equal("content", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(disk.Path))));
        Assert.Null(handle.Snapshot.Error);
    }

    [Fact]
    public async Task A_disk_that_vanishes_under_a_download_is_not_replaced_by_its_mount_point()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, s_files);
        string mountPoint = torrent.Folder("mount");
        using MountedFolder disk = MountedFolder.Of(torrent.Folder("real"), mountPoint);
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 2_000_000 });
        await using var leecher = new TestEngine(seed: 2, s_settings);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        leecher.Add(torrent, mountPoint, [seeder.Address]).SetSequential(true);
        await leecher.WhenAsync(torrent, snapshot => snapshot.PiecesDone > 10);
        disk.Unmount();
        TorrentSnapshot failed = await leecher.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains(mountPoint, failed.Error, StringComparison.Ordinal);
        seeder.Engine.Apply(new EngineSettings());
        Assert.Empty(Directory.EnumerateFileSystemEntries(mountPoint));
        Assert.True(disk.Mount());
        TorrentSnapshot done = await leecher.WhenSeedingAsync();
        torrent.AssertComplete(mountPoint);
        Assert.InRange(done.Downloaded, done.TotalBytes, 2 * done.TotalBytes);
        disk.Unmount();
        Assert.Empty(Directory.EnumerateFileSystemEntries(mountPoint));
    }

    [Fact]
    public async Task A_start_without_the_disk_forgets_nothing_and_goes_on_with_it_without_reading_it()
    {
        using var torrent = new TestTorrent(seed: 5, pieceLength: 65_536, s_files);
        string mountPoint = torrent.Folder("mount");
        using MountedFolder disk = MountedFolder.Of(torrent.FolderWithContent("real"), mountPoint);
        ResumeData resume = await SeedOnceAsync(torrent, mountPoint);
        disk.Unmount();
        await using (var early = new TestEngine(seed: 2, s_settings))
        {
            early.Add(torrent, mountPoint, resume: resume);
            await early.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
            await early.StopCleanlyAsync();
            // Nothing was learned, so nothing was recorded; what is on record still holds.
            Assert.False(early.Observer.Resume.ContainsKey(torrent.Metainfo.InfoHash));
        }

        await using var engine = new TestEngine(seed: 3, s_settings);
        engine.Add(torrent, mountPoint, resume: resume);
        TorrentSnapshot failed = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Equal(failed.TotalBytes, failed.DoneBytes);
        Assert.Empty(Directory.EnumerateFileSystemEntries(mountPoint));
        Assert.True(disk.Mount());
        await engine.WhenSeedingAsync();
        Assert.DoesNotContain(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
    }

    [Fact]
    public async Task A_new_torrent_does_not_begin_in_the_empty_mount_point_after_a_restart()
    {
        using var torrent = new TestTorrent(seed: 8, pieceLength: 65_536, s_files);
        string mountPoint = torrent.Folder("mount");
        using MountedFolder disk = MountedFolder.Of(torrent.Folder("real"), mountPoint);
        await using var seeder = new TestEngine(seed: 1);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        ResumeData resume;
        await using (var first = new TestEngine(seed: 2, s_settings))
        {
            first.Add(torrent, mountPoint, change: spec => spec with { Running = false });
            await first.StopCleanlyAsync();
            resume = first.Observer.Resume[torrent.Metainfo.InfoHash];
        }

        Assert.Equal(mountPoint, resume.MountPoint);
        Assert.True(resume.Verified.IsEmpty);
        disk.Unmount();
        await using var engine = new TestEngine(seed: 3, s_settings);
        engine.Add(torrent, mountPoint, [seeder.Address], resume);
        TorrentSnapshot failed = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains($"{mountPoint}: nothing is mounted there", failed.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(mountPoint));
        Assert.True(disk.Mount());
        await engine.WhenSeedingAsync();
        torrent.AssertComplete(mountPoint);
        disk.Unmount();
        Assert.Empty(Directory.EnumerateFileSystemEntries(mountPoint));
    }

    [Fact]
    public async Task A_recheck_finds_exactly_the_hurt_pieces_and_they_are_fetched_again()
    {
        using var torrent = new TestTorrent(seed: 6, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("hurt");
        await using var seeder = new TestEngine(seed: 1);
        await using var leecher = new TestEngine(seed: 2, s_settings);
        TorrentHandle handle = leecher.Add(torrent, folder);
        TorrentSnapshot whole = await leecher.WhenSeedingAsync();
        handle.Stop();
        await leecher.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Stopped);
        await Hurt(Path.Combine(folder, "content/a"), 5);
        await Hurt(Path.Combine(folder, "content/c"), 999_999);
        await handle.RecheckAsync();
        await leecher.WhenAsync(torrent, snapshot => snapshot.PiecesDone == whole.PieceCount - 2);
        Assert.Contains(leecher.Observer.Notices, notice =>
            notice.Kind == TorrentNoticeKind.RecheckFinished
            && notice.Text.Contains($"{whole.PieceCount - 2} of", StringComparison.Ordinal));
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        handle.AddPeers([seeder.Address]);
        handle.Start();
        TorrentSnapshot done = await leecher.WhenAsync(
            torrent, snapshot => snapshot.State == TorrentState.Seeding && snapshot.PiecesDone == snapshot.PieceCount);
        Assert.Equal(2 * 65_536, done.Downloaded);
        torrent.AssertComplete(folder);
    }

    [Fact]
    public async Task A_file_that_shrinks_while_it_is_seeded_is_noticed_by_name_and_healed_by_others()
    {
        using var torrent = new TestTorrent(seed: 7, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("seed");
        await using var hurt = new TestEngine(seed: 1, s_settings);
        await using var good = new TestEngine(seed: 2);
        await using var leecher = new TestEngine(seed: 3, s_settings);
        TorrentHandle handle = hurt.Add(torrent, folder);
        await hurt.WhenSeedingAsync();
        File.WriteAllBytes(Path.Combine(folder, "content/d"), []);
        TorrentHandle leech = leecher.Add(torrent, torrent.Folder("leech"), [hurt.Address]);
        await hurt.WhenAsync(torrent, snapshot => snapshot.PiecesDone < snapshot.PieceCount);
        TorrentNotice failure = hurt.Observer.Notices.First(notice => notice.Kind == TorrentNoticeKind.Failed);
        Assert.Contains("content/d", failure.Text, StringComparison.Ordinal);
        good.Add(torrent, torrent.FolderWithContent("good"));
        await good.WhenSeedingAsync();
        handle.AddPeers([good.Address]);
        leech.AddPeers([good.Address]);
        await leecher.WhenSeedingAsync();
        await hurt.WhenAsync(torrent, snapshot => snapshot.PiecesDone == snapshot.PieceCount);
        torrent.AssertComplete(Path.Combine(torrent.Root, "leech"));
        await hurt.StopCleanlyAsync();
        torrent.AssertComplete(folder);
    }

    private static async Task<ResumeData> SeedOnceAsync(TestTorrent torrent, string folder)
    {
        await using var engine = new TestEngine(seed: 1);
        engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        await engine.StopCleanlyAsync();
        return engine.Observer.Resume[torrent.Metainfo.InfoHash];
    }

    private static async Task Hurt(string path, int offset)
    {
        byte[] bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[offset] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
    }
}
