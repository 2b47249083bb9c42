namespace GSTorrent.Engine.Tests.Disks;

/// <summary>Roots that vanish under a file that is open and being written, which itself would never tell.</summary>
public sealed class VanishingRootTests
{
    private static readonly EngineSettings s_settings = new() { FlushIntervalMs = 50, DiskRetryMs = 300 };

    [Fact]
    public async Task A_disk_that_vanishes_under_one_open_file_is_noticed_by_its_name()
    {
        using var torrent = new TestTorrent(seed: 9, pieceLength: 65_536, ("big", 60_000_000));
        string mountPoint = torrent.Folder("mount");
        using MountedFolder disk = MountedFolder.Of(torrent.Folder("real"), mountPoint);
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 1_000_000 });
        await using var leecher = new TestEngine(seed: 2, s_settings);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        leecher.Add(torrent, mountPoint, [seeder.Address]);
        await leecher.WhenAsync(torrent, snapshot => snapshot.PiecesDone > 3);
        disk.Unmount();
        TorrentSnapshot failed = await leecher.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains($"{mountPoint}: nothing is mounted there", failed.Error, StringComparison.Ordinal);
        Assert.True(failed.PiecesDone < failed.PieceCount / 2);
        seeder.Engine.Apply(new EngineSettings());
        Assert.True(disk.Mount());
        await leecher.WhenSeedingAsync();
        torrent.AssertComplete(mountPoint);
        Assert.Single(leecher.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.Failed);
    }

    [Fact]
    public async Task A_folder_that_is_renamed_away_under_an_open_file_is_noticed_and_not_made_anew()
    {
        using var torrent = new TestTorrent(seed: 10, pieceLength: 65_536, ("big", 60_000_000));
        string folder = torrent.Folder("here");
        string elsewhere = Path.Combine(torrent.Root, "elsewhere");
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 1_000_000 });
        await using var leecher = new TestEngine(seed: 2, s_settings);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        leecher.Add(torrent, folder, [seeder.Address]);
        await leecher.WhenAsync(torrent, snapshot => snapshot.PiecesDone > 3);
        Directory.Move(folder, elsewhere);
        TorrentSnapshot failed = await leecher.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains(folder, failed.Error, StringComparison.Ordinal);
        Assert.True(failed.PiecesDone < failed.PieceCount / 2);
        Assert.False(Directory.Exists(folder));
        seeder.Engine.Apply(new EngineSettings());
        Directory.Move(elsewhere, folder);
        await leecher.WhenSeedingAsync();
        torrent.AssertComplete(folder);
    }
}
