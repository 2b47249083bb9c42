using GSTorrent.Storage;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>Moves that an earlier run began and whose end it did not record.</summary>
public sealed class CarriedOnMoveTests
{
    private static readonly EngineSettings s_settings = new() { FlushIntervalMs = 50, DiskRetryMs = 300 };
    private static readonly (string, int)[] s_files = [("a", 200_000), ("b/c", 300_001), ("d", 0), ("e", 100_000)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_move_that_was_cut_off_is_carried_on_before_the_files_are_used(bool running)
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, s_files);
        string source = torrent.FolderWithContent("old"), target = torrent.Folder("new");
        ResumeData resume = await SeedOnceAsync(torrent, source);
        TearApart(torrent, source, target);
        await using var engine = new TestEngine(seed: 2, s_settings);
        TorrentHandle handle = Add(engine, torrent, source, MoveIntent.Make(source, target), resume, running);
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), await handle.CarriedOnMove!);
        if (running) await engine.WhenSeedingAsync();
        torrent.AssertComplete(target);
        Assert.Empty(Directory.EnumerateFileSystemEntries(source));
        await engine.StopCleanlyAsync();
        Assert.DoesNotContain(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
        Assert.Equal(resume.Verified.ToArray(), engine.Observer.Resume[torrent.Metainfo.InfoHash].Verified.ToArray());
    }

    [Fact]
    public async Task Without_the_disk_it_waits_untouched_and_goes_on_when_the_disk_is_back()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, s_files);
        string source = torrent.FolderWithContent("old"), mountPoint = torrent.Folder("mount");
        using MountedFolder disk = MountedFolder.Of(torrent.Folder("real"), mountPoint);
        ResumeData resume = await SeedOnceAsync(torrent, source);
        MoveIntent intent = MoveIntent.Make(source, mountPoint);
        TearApart(torrent, source, mountPoint);
        disk.Unmount();
        await using var engine = new TestEngine(seed: 2, s_settings);
        TorrentHandle handle = Add(engine, torrent, source, intent, resume, running: true);
        TorrentSnapshot failed = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains($"{mountPoint}: nothing is mounted there", failed.Error, StringComparison.Ordinal);

        // Whatever is asked of it, files that are on their way must not be taken for lost.
        await handle.RecheckAsync();
        handle.Start();
        MoveResult other = await handle.MoveAsync(MoveIntent.Make(source, torrent.Folder("other")));
        Assert.Equal((MoveOutcome.Stayed, StorageErrorKind.Busy), (other.Outcome, other.Error?.Kind));
        Assert.False(handle.CarriedOnMove!.IsCompleted);
        Assert.Empty(Directory.EnumerateFileSystemEntries(mountPoint));
        Assert.True(disk.Mount());
        await engine.WhenSeedingAsync();
        torrent.AssertComplete(mountPoint);
        Assert.Equal(MoveOutcome.Moved, (await handle.CarriedOnMove).Outcome);
        await engine.StopCleanlyAsync();
        Assert.DoesNotContain(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
        disk.Unmount();
    }

    [Fact]
    public async Task Removing_with_data_carries_it_on_first_or_deletes_nothing()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, s_files);
        string source = torrent.FolderWithContent("old"), target = torrent.Folder("new");
        TearApart(torrent, source, target);
        MoveIntent intent = MoveIntent.Make(source, target);
        await using var engine = new TestEngine(seed: 2, s_settings);
        TorrentHandle handle = Add(
            engine, torrent, source, intent with { TargetMount = "/elsewhere" }, resume: null, running: false);
        StorageError? error = await engine.Engine.RemoveAsync(torrent.Metainfo.InfoHash, deleteFiles: true);
        Assert.Equal(StorageErrorKind.Missing, error?.Kind);
        Assert.Equal(MoveOutcome.Undecided, (await handle.CarriedOnMove!).Outcome);
        Assert.Equal(4, Directory.GetFiles(torrent.Root, "*", SearchOption.AllDirectories).Length);
        Add(engine, torrent, source, intent, resume: null, running: false);
        Assert.Null(await engine.Engine.RemoveAsync(torrent.Metainfo.InfoHash, deleteFiles: true));
        Assert.Empty(Directory.GetFiles(torrent.Root, "*", SearchOption.AllDirectories));
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task Removing_with_data_leaves_the_files_that_are_to_stay()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("seed");
        await using var engine = new TestEngine(seed: 2, s_settings);
        TorrentHandle handle = engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        HashSet<int> kept = [1];
        Assert.Null(await engine.Engine.RemoveAsync(handle, deleteFiles: true, () => kept));
        Assert.Equal(
            Path.Combine(folder, "content/b/c"),
            Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories)));
    }

    private static TorrentHandle Add(
        TestEngine engine, TestTorrent torrent, string source, MoveIntent intent, ResumeData? resume, bool running)
    {
        var spec = new TorrentSpec
        {
            InfoHash = torrent.Metainfo.InfoHash,
            Metainfo = torrent.Metainfo,
            Destination = source,
            Move = intent,
            Resume = resume,
            Running = running,
        };
        Assert.True(engine.Engine.TryAdd(spec, out TorrentHandle handle));
        return handle;
    }

    /// <summary>As a kill between two renames leaves it: a file in the new place, the others in the old one.</summary>
    private static void TearApart(TestTorrent torrent, string source, string target)
    {
        Directory.CreateDirectory(Path.Combine(target, $".{torrent.Metainfo.InfoHash}.moving"));
        Directory.CreateDirectory(Path.Combine(target, "content"));
        File.Move(Path.Combine(source, "content/a"), Path.Combine(target, "content/a"));
    }

    private static async Task<ResumeData> SeedOnceAsync(TestTorrent torrent, string folder)
    {
        await using var engine = new TestEngine(seed: 9, s_settings);
        engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        await engine.StopCleanlyAsync();
        return engine.Observer.Resume[torrent.Metainfo.InfoHash];
    }
}
