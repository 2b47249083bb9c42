using GSTorrent.Storage;
using GSTorrent.Swarm;
using static GSTorrent.Engine.Tests.ForeignFile;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>Files that somebody brings to the paths of a torrent that has begun, but has not made them.</summary>
public sealed class AppearedFilesTests : IAsyncDisposable
{
    private const int Piece = 65_536;
    private readonly TestTorrent _torrent = new(
        seed: 4, Piece, ("a", 2 * Piece), ("b", (2 * Piece) + 100), ("c", 2 * Piece));

    private readonly TestEngine _seeder = new(seed: 1);
    private readonly TestEngine _engine = new(seed: 2);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _seeder.DisposeAsync();
        _torrent.Dispose();
    }

    [Fact]
    public async Task One_that_appears_while_the_torrent_runs_is_not_written()
    {
        string folder = _torrent.Folder("mine"), file = PathOf(folder, "b");
        TorrentHandle handle = await BeginAsync(folder);
        byte[] foreign = Put(file, (2 * Piece) + 100);
        await FeedAsync(handle);
        TorrentSnapshot failed = await _engine.WhenAsync(_torrent, IsFailed);
        Assert.Contains($"{file}: this file was not there before", failed.Error, StringComparison.Ordinal);

        // Checked, it is still not the torrent's; without it the torrent goes on.
        while (handle.Loop.Life.Phase != TorrentPhase.AtRest) await handle.GetPeersAsync();
        handle.Start();
        await _engine.WhenAsync(_torrent, snapshot =>
            IsFailed(snapshot) && snapshot.Error!.Contains("holds nothing of the torrent", StringComparison.Ordinal));
        AssertHas(file, foreign);
        File.Move(file, file + ".mine");
        handle.Start();
        await _engine.WhenSeedingAsync();
        await _engine.StopCleanlyAsync();
        _torrent.AssertComplete(folder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_appears_while_it_rests_is_checked_first(bool isRight)
    {
        string folder = _torrent.Folder("mine"), file = PathOf(folder, "b");
        await BeginAsync(folder);
        await _engine.StopCleanlyAsync();
        byte[] there = Put(file, (2 * Piece) + 100);
        if (isRight) File.WriteAllBytes(file, there = _torrent.ContentOf(_torrent.Metainfo.Files[1]));
        await using var again = new TestEngine(seed: 3);
        TorrentHandle handle = again.Add(
            _torrent, folder, resume: _engine.Observer.Resume[_torrent.Metainfo.InfoHash]);
        await again.WhenAsync(
            _torrent, snapshot => isRight ? snapshot.PiecesDone == 2 : IsFailed(snapshot));
        if (!isRight)
        {
            StorageError? error = await again.Engine.RemoveAsync(handle, deleteFiles: true);
            Assert.Equal((StorageErrorKind.AlreadyExists, file), (error?.Kind, error?.Path));
        }

        await again.StopCleanlyAsync();
        AssertHas(file, there);
    }

    [Fact]
    public async Task One_in_the_place_of_a_file_that_is_not_wanted_is_nobodys_concern_until_it_is()
    {
        string folder = _torrent.Folder("mine"), file = PathOf(folder, "b"), target = _torrent.Folder("new");
        FilePriority[] choice = [FilePriority.Normal, FilePriority.Skip, FilePriority.Normal];
        TorrentHandle handle = _engine.Add(_torrent, folder, [await SeedAsync()], priorities: choice);
        await _engine.WhenSeedingAsync();
        byte[] foreign = Put(file, 5000);
        handle.Stop();
        await _engine.WhenAsync(_torrent, snapshot => snapshot.State == TorrentState.Stopped);
        handle.Start();
        await _engine.WhenAsync(_torrent, snapshot => snapshot.State == TorrentState.Seeding);
        Assert.Null(await handle.RenameFilesAsync(new Dictionary<int, string> { [1] = "content/b2" }));
        AssertHas(file, foreign);
        Assert.Null(await handle.RenameFilesAsync(new Dictionary<int, string> { [1] = "content/b3" }));
        File.Move(file, file = PathOf(folder, "b3"));
        MoveResult moved = await handle.MoveAsync(MoveIntent.Make(folder, target));
        Assert.Equal((MoveOutcome.Moved, file), (moved.Outcome, moved.Error?.Path));
        AssertHas(file, foreign);
        Assert.True(File.Exists(PathOf(target, "a")));

        // Now it is wanted, and something of that name is in the new place.
        file = PathOf(target, "b3");
        foreign = Put(file, 5000);
        handle.SetPriorities([]);
        handle.Start();
        TorrentSnapshot failed = await _engine.WhenAsync(_torrent, IsFailed);
        Assert.Contains(file, failed.Error, StringComparison.Ordinal);
        StorageError? error = await _engine.Engine.RemoveAsync(handle, deleteFiles: true);
        Assert.Equal((StorageErrorKind.AlreadyExists, file), (error?.Kind, error?.Path));
        AssertHas(file, foreign);
        Assert.False(File.Exists(PathOf(target, "a")));
    }

    [Fact]
    public async Task What_was_added_to_a_file_is_not_cut_when_a_piece_of_it_is_replaced()
    {
        string folder = _torrent.FolderWithContent("mine"), file = PathOf(folder, "b");
        TorrentHandle handle = _engine.Add(_torrent, folder);
        await _engine.WhenSeedingAsync();
        byte[] damaged = [.. File.ReadAllBytes(file), .. "mine"u8];
        damaged[0] ^= 1;
        File.WriteAllBytes(file, damaged);
        await handle.RecheckAsync();
        await _engine.WhenAsync(_torrent, snapshot => snapshot.PiecesDone == snapshot.PieceCount - 1);
        await FeedAsync(handle);
        TorrentSnapshot failed = await _engine.WhenAsync(_torrent, IsFailed);
        Assert.Contains($"{file}: this file is longer", failed.Error, StringComparison.Ordinal);
        await _engine.StopCleanlyAsync();
        AssertHas(file, damaged);
    }

    private static bool IsFailed(TorrentSnapshot snapshot) => snapshot.State == TorrentState.Failed;

    private async Task<TorrentHandle> BeginAsync(string folder)
    {
        TorrentHandle handle = _engine.Add(_torrent, folder);
        while (!handle.Loop.TakesPeers) await handle.GetPeersAsync();
        return handle;
    }

    private async Task<System.Net.IPEndPoint> SeedAsync()
    {
        _seeder.Add(_torrent, _torrent.FolderWithContent("theirs"));
        await _seeder.WhenSeedingAsync();
        return _seeder.Address;
    }

    private async Task FeedAsync(TorrentHandle handle) => handle.AddPeers([await SeedAsync()]);

    private static string PathOf(string folder, string name) => Path.Combine(folder, "content", name);
}
