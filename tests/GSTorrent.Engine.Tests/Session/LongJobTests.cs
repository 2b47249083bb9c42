using GSTorrent.Storage;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>
/// Checks that wait for their turn, moves that copy: how far they are, and that they can be called off.
/// </summary>
public sealed class LongJobTests
{
    [Fact]
    public async Task A_check_waits_for_its_turn_on_the_volume_and_says_so()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 1_000_000));
        await using var engine = new TestEngine(seed: 1);
        string folder = torrent.FolderWithContent("seed");
        TorrentHandle handle = engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        CheckTurns turns = engine.Engine.Services.Checks;
        CheckTurns.Turn other = turns.Enter(engine.Engine.Services.Volumes.For(folder), () => { });
        int before = RechecksOf(engine);
        await handle.RecheckAsync();
        TorrentSnapshot queued = await engine.WhenAsync(torrent, snapshot => snapshot.IsQueuedForCheck);
        Assert.Equal((TorrentState.Checking, 0), (queued.State, queued.JobProgress));
        turns.Leave(other);
        await engine.WhenAsync(
            torrent, snapshot => snapshot is { IsQueuedForCheck: false, State: TorrentState.Seeding });
        Assert.Equal(before + 1, RechecksOf(engine));
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_check_that_waits_can_be_stopped_and_its_turn_is_not_kept()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 1_000_000));
        await using var engine = new TestEngine(seed: 1);
        string folder = torrent.FolderWithContent("seed");
        TorrentHandle handle = engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        VolumeQueue volume = engine.Engine.Services.Volumes.For(folder);
        CheckTurns turns = engine.Engine.Services.Checks;
        CheckTurns.Turn other = turns.Enter(volume, () => { });
        await handle.RecheckAsync();
        await engine.WhenAsync(torrent, snapshot => snapshot.IsQueuedForCheck);
        handle.Stop();
        handle.Stop();
        TorrentSnapshot stopped = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Stopped);
        Assert.Equal(stopped.PieceCount, stopped.PiecesDone);
        bool isNext = false;
        turns.Enter(volume, () => isNext = true);
        turns.Leave(other);
        Assert.True(isNext);
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_torrent_goes_on_until_its_check_begins()
    {
        using var torrent = new TestTorrent(seed: 5, pieceLength: 65_536, ("file.bin", 1_000_000));
        await using var engine = new TestEngine(seed: 1);
        await using var leecher = new TestEngine(seed: 2);
        string folder = torrent.FolderWithContent("seed"), copy = torrent.Folder("copy");
        TorrentHandle handle = engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        CheckTurns turns = engine.Engine.Services.Checks;
        CheckTurns.Turn other = turns.Enter(engine.Engine.Services.Volumes.For(folder), () => { });
        await handle.RecheckAsync();
        await handle.RecheckAsync();
        await engine.WhenAsync(torrent, snapshot => snapshot.IsQueuedForCheck);
        leecher.Add(torrent, copy, [engine.Address]);
        await leecher.WhenSeedingAsync();
        torrent.AssertComplete(copy);
        Assert.True(handle.Snapshot.IsQueuedForCheck);
        int before = RechecksOf(engine);
        turns.Leave(other);
        await engine.WhenAsync(
            torrent, snapshot => snapshot is { IsQueuedForCheck: false, State: TorrentState.Seeding });
        Assert.Equal(before + 1, RechecksOf(engine));
        await leecher.StopCleanlyAsync();
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_torrent_that_moves_before_its_turn_is_checked_where_it_went()
    {
        using var torrent = new TestTorrent(seed: 6, pieceLength: 65_536, ("file.bin", 1_000_000));
        await using var engine = new TestEngine(seed: 1);
        string folder = torrent.FolderWithContent("seed"), there = torrent.Folder("there");
        TorrentHandle handle = engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        CheckTurns turns = engine.Engine.Services.Checks;
        CheckTurns.Turn other = turns.Enter(engine.Engine.Services.Volumes.For(folder), () => { });
        await handle.RecheckAsync();
        await engine.WhenAsync(torrent, snapshot => snapshot.IsQueuedForCheck);
        Assert.Null((await handle.MoveAsync(MoveIntent.Make(folder, there))).Error);
        Assert.True((await engine.WhenAsync(torrent, snapshot => snapshot.IsQueuedForCheck)).PiecesDone > 0);
        int before = RechecksOf(engine);
        turns.Leave(other);
        await engine.WhenAsync(
            torrent, snapshot => snapshot is { IsQueuedForCheck: false, State: TorrentState.Seeding });
        Assert.Equal(before + 1, RechecksOf(engine));
        torrent.AssertComplete(there);
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task More_checks_at_once_are_a_matter_of_settings_which_count_at_once()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, ("file.bin", 1_000_000));
        await using var engine = new TestEngine(seed: 1);
        string folder = torrent.FolderWithContent("seed");
        engine.Engine.Services.Checks.Enter(engine.Engine.Services.Volumes.For(folder), () => { });
        engine.Add(torrent, folder);
        await engine.WhenAsync(torrent, snapshot => snapshot.IsQueuedForCheck);
        engine.Engine.Apply(engine.Engine.Settings with { MaxActiveChecks = 2 });
        await engine.WhenSeedingAsync();
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public void The_progress_of_a_move_is_the_share_of_bytes_copied()
    {
        using var run = new MoveRun(200);
        Assert.Equal(0, run.Progress);
        run.Report(50);
        Assert.Equal(0.25, run.Progress);
        run.Report(300);
        Assert.Equal(1, run.Progress);
        using var empty = new MoveRun(0);
        empty.Report(1);
        Assert.Equal(0, empty.Progress);
    }

    [Fact]
    public async Task A_move_to_another_disk_tells_how_far_it_is_and_can_be_called_off()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 262_144, ("big", 24_000_000));
        using var disk = MountedFolder.Small(torrent.Folder("disk"), mebibytes: 64);
        string here = torrent.FolderWithContent("seed"), there = Path.Combine(disk.Path, "moved");
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, here);
        await engine.WhenSeedingAsync();
        string Other(string place) => string.Equals(place, here, StringComparison.Ordinal) ? there : here;
        (bool isSeen, bool isCancelled) = (false, false);
        // Which of them is faster is chance; whatever comes of it, the content is whole where the snapshot says.
        for (int round = 0; !(isSeen && isCancelled); round++)
        {
            Assert.InRange(round, 0, 500);
            string from = handle.Snapshot.Destination;
            Task<MoveResult> move = handle.MoveAsync(MoveIntent.Make(from, Other(from)));
            while (isCancelled && !move.IsCompleted) isSeen |= handle.Loop.Life.JobProgress is > 0 and < 1;
            // It begins once the torrent is at rest; before that there is nothing to call off.
            while (!isCancelled && !move.IsCompleted && !await handle.CancelMoveAsync()) await handle.GetFilesAsync();
            StorageError? error = (await move).Error;
            await handle.GetFilesAsync();
            isCancelled |= error is { Kind: StorageErrorKind.Cancelled };
            Assert.True(error is null or { Kind: StorageErrorKind.Cancelled }, error?.ToString());
            torrent.AssertComplete(handle.Snapshot.Destination);
        }

        Assert.False(await handle.CancelMoveAsync());
        Assert.DoesNotContain(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.Failed);
        await engine.StopCleanlyAsync();
    }

    private static int RechecksOf(TestEngine engine) =>
        engine.Observer.Notices.Count(notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
}
