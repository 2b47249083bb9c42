using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>Starting, stopping, checking, moving and removing, also all at once and at bad moments.</summary>
public sealed class LifeTests
{
    private static readonly (string, int)[] s_files = [("a", 700_000), ("b/c", 900_001), ("d", 0), ("e", 400_000)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_storm_of_commands_ends_in_a_whole_download_and_leaks_nothing(int seed)
    {
        using var torrent = new TestTorrent(seed, pieceLength: 65_536, s_files);
        await using var seeder = new TestEngine(seed, new EngineSettings { UploadLimit = 6_000_000 });
        await using var leecher = new TestEngine(seed + 50);
        TorrentHandle source = seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        TorrentHandle handle = leecher.Add(torrent, torrent.Folder("p0"), [seeder.Address]);
        List<Task> moves = [];
        var random = new Random(seed);
        for (int step = 0; step < 60; step++)
        {
            switch (random.Next(12))
            {
                case 0: handle.Stop(); break;
                case 1 or 2: handle.Start(); break;
                case 3: _ = handle.RecheckAsync(); break;
                case 4: moves.Add(MoveAsync(handle, Path.Combine(torrent.Root, $"p{random.Next(3)}"))); break;
                case 5: handle.SetPriorities([FilePriority.Skip, FilePriority.Normal]); break;
                case 6: handle.SetPriorities([]); break;
                case 7: source.Stop(); break;
                case 8: source.Start(); break;
                case 9: _ = handle.AnnounceAsync(); break;
                case 10: moves.Add(handle.RenameFilesAsync(Renamed($"n{random.Next(3)}/c"))); break;
                default: await handle.GetPeersAsync(); break;
            }

            if (random.Next(3) == 0) await handle.GetFilesAsync();
        }

        handle.SetPriorities([]);
        source.Start();
        handle.Start();
        await handle.AnnounceAsync();
        await Task.WhenAll(moves);
        Assert.Null(await handle.RenameFilesAsync(Renamed("content/b/c")));
        TorrentSnapshot done = await leecher.Observer.WhenAsync(
            snapshot => snapshot.State == TorrentState.Seeding && snapshot.PiecesDone == snapshot.PieceCount);
        torrent.AssertComplete(done.Destination);
        await leecher.StopCleanlyAsync();
        await seeder.StopCleanlyAsync();
        AssertRecord(leecher, torrent, isWhole: true);
        AssertRecord(seeder, torrent, isWhole: true);
        Assert.DoesNotContain(
            leecher.Observer.Notices, notice => notice.Text.Contains("internal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_torrent_stopped_before_its_files_were_looked_at_forgets_nothing()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("seed");
        await using var first = new TestEngine(seed: 1);
        first.Add(torrent, folder);
        await first.WhenSeedingAsync();
        await first.StopCleanlyAsync();
        ResumeData resume = first.Observer.Resume[torrent.Metainfo.InfoHash];
        for (int seed = 2; seed < 12; seed++)
        {
            await using var engine = new TestEngine(seed);
            TorrentHandle handle = engine.Add(torrent, folder, resume: resume);
            if (seed % 2 == 0) handle.Stop();
            else if (seed % 3 == 0) Assert.Equal(MoveOutcome.Moved, (await MoveAsync(handle, folder)).Outcome);
            await engine.StopCleanlyAsync();
            if (engine.Observer.Resume.TryGetValue(torrent.Metainfo.InfoHash, out ResumeData? saved)) resume = saved;
            byte[] verified = first.Observer.Resume[torrent.Metainfo.InfoHash].Verified.ToArray();
            Assert.Equal(verified, resume.Verified.ToArray());
        }
    }

    [Fact]
    public async Task Removing_with_data_deletes_its_own_files_and_no_others()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("seed");
        await using var engine = new TestEngine(seed: 1);
        string foreign = Path.Combine(folder, "content/b/foreign");
        await File.WriteAllTextAsync(foreign, "mine", TestContext.Current.CancellationToken);
        engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        InfoHash id = torrent.Metainfo.InfoHash;
        Task<StorageError?>[] removals =
            [.. Enumerable.Range(0, 3).Select(_ => engine.Engine.RemoveAsync(id, deleteFiles: true))];
        foreach (StorageError? error in await Task.WhenAll(removals)) Assert.Null(error);
        Assert.Equal(foreign, Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)));
        Assert.False(engine.Engine.TryGet(torrent.Metainfo.InfoHash, out _));
        engine.AssertNothingLeaks();
        // It may come again.
        engine.Add(torrent, folder);
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_removal_with_data_after_one_without_tells_that_nothing_was_deleted()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("seed");
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        Task<StorageError?> without = engine.Engine.RemoveAsync(handle, deleteFiles: false);
        Task<StorageError?> with = engine.Engine.RemoveAsync(handle, deleteFiles: true);
        Assert.Null(await without);
        Assert.Equal(TorrentEngine.RemovedBefore, await with);
        Assert.Equal(TorrentEngine.RemovedBefore, await engine.Engine.RemoveAsync(handle, deleteFiles: true));
        Assert.Equal(s_files.Length, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length);

        // One that was added meanwhile is another one, which an old handle does not remove.
        TorrentHandle next = engine.Add(torrent, folder);
        Assert.Null(await engine.Engine.RemoveAsync(handle, deleteFiles: false));
        Assert.True(engine.Engine.TryGet(torrent.Metainfo.InfoHash, out _));
        Assert.Null(await engine.Engine.RemoveAsync(next, deleteFiles: true));
        Assert.Null(await engine.Engine.RemoveAsync(next, deleteFiles: true));
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_waits_for_a_removed_torrent_is_told_so_and_nobody_hears_of_it_again()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, s_files);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"));
        await engine.WhenSeedingAsync();
        Task<StorageError?> removal = engine.Engine.RemoveAsync(torrent.Metainfo.InfoHash, deleteFiles: false);
        Task<MoveResult> move = MoveAsync(handle, torrent.Folder("elsewhere"));
        handle.Start();
        Assert.Null(await removal);
        MoveResult result = await move;
        Assert.Equal((MoveOutcome.Undecided, StorageErrorKind.Cancelled), (result.Outcome, result.Error?.Kind));
        Assert.NotEqual(TorrentState.Seeding, handle.Snapshot.State);
        handle.Start();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handle.GetPeersAsync());
        Assert.NotEqual(TorrentState.Seeding, handle.Snapshot.State);
    }

    [Fact]
    public async Task A_running_torrent_is_moved_and_goes_on()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, s_files);
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 1_500_000 });
        await using var leecher = new TestEngine(seed: 2);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        TorrentHandle handle = leecher.Add(torrent, torrent.Folder("old"), [seeder.Address]);
        await leecher.WhenAsync(torrent, snapshot => snapshot.PiecesDone > 3);
        string target = Path.Combine(torrent.Root, "new");
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), await MoveAsync(handle, target));
        await leecher.WhenSeedingAsync();
        torrent.AssertComplete(target);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(torrent.Root, "old")));
        await leecher.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_check_that_is_stopped_leaves_the_record_as_it_was()
    {
        using var torrent = new TestTorrent(seed: 5, pieceLength: 16_384, ("big", 30_000_000));
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"));
        await engine.WhenSeedingAsync();
        await handle.RecheckAsync();
        await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Checking);
        handle.Stop();
        TorrentSnapshot stopped = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Stopped);
        Assert.Equal(stopped.PieceCount, stopped.PiecesDone);
        await engine.StopCleanlyAsync();
        AssertRecord(engine, torrent, isWhole: true);
    }

    [Fact]
    public async Task Files_no_longer_wanted_end_a_download()
    {
        using var torrent = new TestTorrent(seed: 6, pieceLength: 65_536, s_files);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.Folder("leech"));
        while (!handle.Loop.TakesPeers) await handle.GetPeersAsync();
        handle.SetPriorities([FilePriority.Skip, FilePriority.Skip, FilePriority.Skip, FilePriority.Skip]);
        await engine.WhenSeedingAsync();
        Assert.Single(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.Finished);
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_disk_that_hangs_does_not_keep_the_engine_from_ending()
    {
        using var torrent = new TestTorrent(seed: 7, pieceLength: 65_536, s_files);
        using var gate = new ManualResetEventSlim();
        var engine = new TestEngine(seed: 1);
        string folder = torrent.FolderWithContent("seed");
        engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        VolumeQueue volume = engine.Engine.Services.Volumes.For(folder);
        for (int i = 0; i < VolumeQueue.DefaultThreadCount; i++) Assert.True(volume.TryEnqueue(new HangingJob(gate)));
        await engine.Engine.StopAsync(TimeSpan.FromMilliseconds(200));
        Assert.False(engine.Engine.IsAtRest);
        Task end = engine.DisposeAsync().AsTask();
        await end.WaitAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        gate.Set();
    }

    private static Task<MoveResult> MoveAsync(TorrentHandle handle, string target) =>
        handle.MoveAsync(MoveIntent.Make(handle.Snapshot.Destination, target));

    private static Dictionary<int, string> Renamed(string path) => new() { [1] = path };

    private static void AssertRecord(TestEngine engine, TestTorrent torrent, bool isWhole)
    {
        ResumeData resume = engine.Observer.Resume[torrent.Metainfo.InfoHash];
        Assert.True(Bitfield.TryFromWire(
            resume.Verified.Span, torrent.Metainfo.Geometry.PieceCount, out Bitfield? have));
        Assert.Equal(isWhole, have!.IsAll);
        Assert.True(resume.IsClean);
    }

    private sealed class HangingJob(ManualResetEventSlim gate) : StorageJob
    {
        public override void Execute() => gate.Wait();
    }
}
