using GSTorrent.Storage;
using GSTorrent.Swarm;

namespace GSTorrent.Engine.Tests.Disks;

/// <summary>Torrents whose mounts come and go, by a table that the test writes over real folders.</summary>
public sealed class MountTests
{
    private static readonly EngineSettings s_settings = new() { FlushIntervalMs = 50, DiskRetryMs = 300 };
    private readonly List<string> _mounts = [];

    [Fact]
    public async Task What_holds_the_destination_is_on_record_before_anything_is_downloaded()
    {
        using var torrent = NewTorrent(seed: 1);
        string folder = Mount(torrent.Folder("disk"));
        await using TestEngine engine = NewEngine();
        string below = Directory.CreateDirectory(Path.Combine(folder, "below")).FullName;
        await engine.Add(torrent, below, change: spec => spec with { Running = false }).GetFilesAsync();
        Assert.Equal(folder, RecordOf(engine, torrent).MountPoint);
    }

    [Fact]
    public void The_table_that_is_kept_follows_each_mount()
    {
        using var torrent = NewTorrent(seed: 15);
        string folder = torrent.Folder("disk");
        Assert.NotEqual(folder, MountTable.Read().MountPointOf(folder), StringComparer.Ordinal);
        using (MountedFolder.Small(folder, mebibytes: 1))
        {
            Assert.Equal(folder, MountTable.Read().MountPointOf(folder));
            Assert.Equal(folder, MountTable.Read().MountPointOf(folder));
        }

        Assert.NotEqual(folder, MountTable.Read().MountPointOf(folder), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_torrent_waits_for_its_mount_and_goes_on_with_it()
    {
        using var torrent = NewTorrent(seed: 2);
        string folder = torrent.Folder("disk");
        await using TestEngine seeder = await SeedAsync(torrent);
        await using TestEngine engine = NewEngine();
        engine.Add(torrent, folder, [seeder.Address], new ResumeData { MountPoint = folder });
        TorrentSnapshot failed = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.StartsWith($"look for {folder}: nothing is mounted there", failed.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Empty(engine.Observer.Resume);
        Mount(folder);
        await engine.WhenSeedingAsync();
        Assert.Single(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.Recovered);
        torrent.AssertComplete(folder);
    }

    [Fact]
    public async Task Stopping_and_choosing_files_while_the_mount_is_away_makes_nothing()
    {
        using var torrent = NewTorrent(seed: 3);
        string folder = torrent.Folder("disk");
        await using TestEngine engine = NewEngine();
        TorrentHandle handle = engine.Add(torrent, folder, resume: new ResumeData { MountPoint = folder });
        await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        handle.SetPriorities([FilePriority.Skip]);
        StorageError? error = await handle.RenameFilesAsync(new Dictionary<int, string> { [0] = "other" });
        Assert.Equal(StorageErrorKind.Missing, error?.Kind);
        handle.Stop();
        await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Stopped);
        handle.Start();
        await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_recheck_takes_the_place_as_it_is()
    {
        using var torrent = NewTorrent(seed: 4);
        string folder = torrent.FolderWithContent("disk");
        await using TestEngine engine = NewEngine();
        TorrentHandle handle = engine.Add(torrent, folder, resume: new ResumeData { MountPoint = folder });
        await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        await handle.RecheckAsync();
        await engine.WhenSeedingAsync();
        await engine.StopCleanlyAsync();
        Assert.Equal("/", RecordOf(engine, torrent).MountPoint);
    }

    [Fact]
    public async Task A_mount_that_goes_while_a_check_waits_does_not_make_its_pieces_missing()
    {
        using var torrent = NewTorrent(seed: 14);
        string folder = Mount(torrent.FolderWithContent("disk"));
        await using TestEngine engine = NewEngine();
        TorrentHandle handle = engine.Add(torrent, folder);
        TorrentSnapshot whole = await engine.WhenSeedingAsync();
        CheckTurns turns = engine.Engine.Services.Checks;
        CheckTurns.Turn other = turns.Enter(engine.Engine.Services.Volumes.For(folder), () => { });
        await handle.RecheckAsync();
        await engine.WhenAsync(torrent, snapshot => snapshot.IsQueuedForCheck);
        _mounts.Clear();
        File.Delete(Path.Combine(folder, torrent.Metainfo.Files[0].Path));
        turns.Leave(other);
        TorrentSnapshot failed = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains("nothing is mounted there", failed.Error, StringComparison.Ordinal);
        Assert.Equal(whole.PieceCount, failed.PiecesDone);
        await engine.StopCleanlyAsync();
    }

    [Theory]
    [InlineData("disk", false)]
    [InlineData("other", true)]
    public async Task A_move_takes_the_place_that_it_names_as_it_is(string name, bool isMounted)
    {
        using var torrent = NewTorrent(seed: 5);
        string folder = torrent.Folder("disk");
        string other = Mount(torrent.Folder("other"));
        await using TestEngine seeder = await SeedAsync(torrent);
        await using TestEngine engine = NewEngine();
        TorrentHandle handle = engine.Add(torrent, folder, [seeder.Address], new ResumeData { MountPoint = folder });
        await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        var intent = new MoveIntent(Path.Combine(torrent.Root, name), SourceMount: null, TargetMount: null);
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), await handle.MoveAsync(intent));
        await engine.WhenSeedingAsync();
        await engine.StopCleanlyAsync();
        Assert.Equal(isMounted ? other : "/", RecordOf(engine, torrent).MountPoint);
        torrent.AssertComplete(Path.Combine(torrent.Root, name));
    }

    [Fact]
    public async Task Pieces_on_a_mount_that_is_away_are_not_moved_in_name_only()
    {
        using var torrent = NewTorrent(seed: 6);
        string folder = Mount(torrent.FolderWithContent("disk"));
        await using TestEngine engine = NewEngine();
        TorrentHandle handle = engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        handle.Stop();
        await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Stopped);
        await engine.StopCleanlyAsync();
        _mounts.Clear();
        await using TestEngine next = NewEngine();
        handle = next.Add(torrent, folder, resume: RecordOf(engine, torrent));
        var intent = new MoveIntent(torrent.Folder("other"), SourceMount: folder, TargetMount: null);
        StorageError? error = (await handle.MoveAsync(intent)).Error;
        Assert.Equal((StorageErrorKind.Missing, folder), (error?.Kind, error?.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(torrent.Root, "other")));
    }

    [Fact]
    public async Task A_disk_mounted_over_the_destination_later_is_the_right_one_once_it_was_used()
    {
        using var torrent = NewTorrent(seed: 7);
        string folder = Mount(torrent.FolderWithContent("disk"));
        await using TestEngine engine = NewEngine();
        engine.Add(torrent, folder, resume: new ResumeData { MountPoint = "/" });
        await engine.WhenSeedingAsync();
        await engine.StopCleanlyAsync();
        Assert.Equal(folder, RecordOf(engine, torrent).MountPoint);
    }

    private static TestTorrent NewTorrent(int seed) =>
        new(seed, pieceLength: 65_536, ("a", 300_000), ("b", 200_000));

    private static ResumeData RecordOf(TestEngine engine, TestTorrent torrent) =>
        engine.Observer.Resume[torrent.Metainfo.InfoHash];

    private static async Task<TestEngine> SeedAsync(TestTorrent torrent)
    {
        var seeder = new TestEngine(seed: 1);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        return seeder;
    }

    private string Mount(string folder)
    {
        lock (_mounts) _mounts.Add(folder);
        return folder;
    }

    private TestEngine NewEngine() => new(seed: 2, s_settings, mounts: Table);

    private MountTable Table()
    {
        lock (_mounts)
        {
            IEnumerable<string> lines = _mounts.Select((mount, index) => $"{index + 2} 1 9:{index} / {mount} rw");
            return MountTable.Parse(string.Join('\n', lines.Prepend("1 0 8:1 / / rw")));
        }
    }
}
