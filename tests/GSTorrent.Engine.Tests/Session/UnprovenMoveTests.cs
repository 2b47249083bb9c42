using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;
using static GSTorrent.Engine.Tests.ForeignFile;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>
/// Moves, renamings and choices of torrents that never began: what lies at their paths may be somebody's.
/// </summary>
public sealed class UnprovenMoveTests : IAsyncDisposable
{
    private const int Piece = 65_536;
    private readonly TestTorrent _torrent = new(seed: 3, Piece, ("a", 2 * Piece), ("b", 2 * Piece), ("c", 2 * Piece));
    private readonly TestEngine _engine = new(seed: 2);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _torrent.Dispose();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_move_takes_only_what_is_the_torrents(bool isOnTrust, bool running)
    {
        string folder = _torrent.FolderWithContent("given"), target = _torrent.Folder("new");
        string file = PathOf(folder, "b");
        byte[] foreign = Put(file, 2 * Piece);
        TorrentHandle handle = Add(folder, isOnTrust, running);
        if (running) await _engine.WhenSeedingAsync();
        MoveIntent? recorded = null;
        MoveResult result = await handle.MoveAsync(MoveIntent.Make(folder, target), intent =>
        {
            // Before the first file is touched.
            Assert.True(File.Exists(PathOf(folder, "a")));
            recorded = intent;
            return Task.FromResult<StorageError?>(null);
        });
        Assert.Equal((MoveOutcome.Moved, StorageErrorKind.AlreadyExists, file),
            (result.Outcome, result.Error?.Kind, result.Error?.Path));
        Assert.Equal([1], recorded?.Stays);
        AssertHas(file, foreign);
        Assert.Equal(["a", "c"], NamesIn(target));
        Assert.Equal(["b"], NamesIn(folder));
        Assert.Contains(_engine.Observer.Notices, notice =>
            notice.Kind == TorrentNoticeKind.Moved && notice.Text.Contains(file, StringComparison.Ordinal));

        // A check in the new place decides, and the missing one is downloaded there.
        handle.Start();
        await _engine.WhenAsync(
            _torrent, snapshot => snapshot.State == TorrentState.Downloading && snapshot.PiecesDone == 4);
        Assert.True(handle.HasBegun);
        await _engine.StopCleanlyAsync();
        AssertHas(file, foreign);
    }

    [Fact]
    public async Task A_move_that_takes_nothing_changes_the_place_on_record()
    {
        string folder = _torrent.Folder("given"), target = _torrent.Folder("new");
        byte[] foreign = Put(PathOf(folder, "b"), 10);
        TorrentHandle handle = Add(folder, isOnTrust: false);
        MoveResult result = await handle.MoveAsync(MoveIntent.Make(folder, target));
        Assert.Equal(MoveOutcome.Moved, result.Outcome);
        Assert.Equal(target, handle.Snapshot.Destination);
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
        await _engine.StopCleanlyAsync();
        AssertHas(PathOf(folder, "b"), foreign);
    }

    [Fact]
    public async Task One_whose_files_are_all_its_own_is_read_once_for_both()
    {
        string folder = _torrent.FolderWithContent("given"), target = _torrent.Folder("new");
        TorrentHandle handle = Add(folder, isOnTrust: false);
        Assert.Equal(
            new MoveResult(MoveOutcome.Moved, null), await handle.MoveAsync(MoveIntent.Make(folder, target)));
        Assert.True(handle.HasBegun);
        handle.Start();
        await _engine.WhenSeedingAsync();
        await _engine.StopCleanlyAsync();
        _torrent.AssertComplete(target);
        Assert.DoesNotContain(_engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
    }

    [Fact]
    public async Task What_is_not_on_record_is_not_moved()
    {
        string folder = _torrent.FolderWithContent("given"), target = _torrent.Folder("new");
        TorrentHandle handle = Add(folder, isOnTrust: true);
        var refusal = new StorageError(StorageErrorKind.IoError, "store", "state", "the disk is full");
        MoveResult result = await handle.MoveAsync(
            MoveIntent.Make(folder, target), _ => Task.FromResult<StorageError?>(refusal));
        Assert.Equal(new MoveResult(MoveOutcome.Stayed, refusal), result);
        _torrent.AssertComplete(folder);
        await _engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_move_that_a_kill_cut_off_goes_on_without_what_stays()
    {
        string folder = _torrent.FolderWithContent("given"), target = _torrent.Folder("new");
        byte[] foreign = Put(PathOf(folder, "b"), 2 * Piece);
        Directory.CreateDirectory(Path.Combine(target, $".{_torrent.Metainfo.InfoHash}.moving"));
        Directory.CreateDirectory(Path.Combine(target, "content"));
        File.Move(PathOf(folder, "a"), PathOf(target, "a"));
        TorrentHandle handle = _engine.Add(_torrent, folder, change: spec => spec with
        {
            Running = false,
            Move = MoveIntent.Make(folder, target) with { Stays = [1] },
        });
        Assert.Equal(MoveOutcome.Moved, (await handle.CarriedOnMove!).Outcome);
        Assert.Equal(["a", "c"], NamesIn(target));
        AssertHas(PathOf(folder, "b"), foreign);
        await _engine.StopCleanlyAsync();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_renaming_takes_only_what_is_the_torrents(bool isOnTrust, bool running)
    {
        string folder = _torrent.FolderWithContent("given");
        byte[] foreign = Put(PathOf(folder, "b"), 2 * Piece);
        TorrentHandle handle = Add(folder, isOnTrust, running);
        if (running) await _engine.WhenSeedingAsync();
        Assert.Null(await handle.RenameFilesAsync(
            new Dictionary<int, string> { [0] = "content/first", [1] = "content/second" }));
        Assert.Equal(["b", "c", "first"], NamesIn(folder));
        AssertHas(PathOf(folder, "b"), foreign);
        Assert.Contains(_engine.Observer.Notices, notice =>
            notice.Text.Contains($"{PathOf(folder, "b")}: ", StringComparison.Ordinal));
        Assert.Equal("content/second", (await handle.GetFilesAsync())[1].Path);
        handle.Start();
        await _engine.WhenAsync(
            _torrent, snapshot => snapshot.State == TorrentState.Downloading && snapshot.PiecesDone == 4);
        await _engine.StopCleanlyAsync();
        AssertHas(PathOf(folder, "b"), foreign);
    }

    [Fact]
    public async Task A_renaming_that_a_kill_cut_off_renames_nothing_that_was_never_proven()
    {
        string folder = _torrent.Folder("given");
        byte[] foreign = Put(PathOf(folder, "b"), 2 * Piece);
        TorrentHandle handle = _engine.Add(_torrent, folder, change: spec => spec with
        {
            Paths = new Dictionary<int, string> { [1] = "content/second" },
            FormerPaths = new Dictionary<int, string> { [1] = "content/b" },
        });
        while (!handle.Loop.TakesPeers) await handle.GetPeersAsync();
        Assert.Equal(["b"], NamesIn(folder));
        await _engine.StopCleanlyAsync();
        AssertHas(PathOf(folder, "b"), foreign);
    }

    [Fact]
    public async Task What_is_taken_on_trust_is_not_deleted_when_it_is_not_wanted_any_more()
    {
        // All that it has lies in a piece that it shares with its neighbour; the rest is a hole.
        using var torrent = new TestTorrent(
            seed: 5, Piece, ("a", Piece / 2), ("b", 5 * Piece), ("c", Piece));
        string folder = torrent.FolderWithContent("given"), file = PathOf(folder, "b");
        byte[] foreign = new byte[5 * Piece];
        new Random(9).NextBytes(foreign.AsSpan(0, Piece / 4));
        using (var stream = new FileStream(file, FileMode.Create))
        {
            stream.Write(foreign.AsSpan(0, Piece / 4));
            stream.SetLength(foreign.Length);
        }

        TorrentHandle handle = _engine.Add(torrent, folder, resume: OnTrust(torrent));
        await _engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Seeding);
        handle.SetPriorities([FilePriority.Normal, FilePriority.Skip, FilePriority.Normal]);
        await _engine.WhenAsync(torrent, snapshot => snapshot.WantedBytes < snapshot.TotalBytes);
        handle.Stop();
        await _engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Stopped);
        handle.Start();
        await _engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Seeding);
        await _engine.StopCleanlyAsync();
        AssertHas(file, foreign);
    }

    [Fact]
    public async Task Files_that_lie_in_the_new_place_are_proven_when_there_was_nothing_to_move()
    {
        string folder = _torrent.Folder("given"), target = _torrent.Folder("new");
        TorrentHandle handle = Add(folder, isOnTrust: false, running: true);
        await _engine.WhenAsync(_torrent, snapshot => snapshot.State == TorrentState.Downloading);
        byte[] foreign = Put(PathOf(target, "b"), 2 * Piece);
        Assert.Equal(MoveOutcome.Moved, (await handle.MoveAsync(MoveIntent.Make(folder, target))).Outcome);
        TorrentSnapshot failed = await _engine.WhenAsync(_torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains(PathOf(target, "b"), failed.Error, StringComparison.Ordinal);
        await _engine.StopCleanlyAsync();
        AssertHas(PathOf(target, "b"), foreign);
    }

    private TorrentHandle Add(string folder, bool isOnTrust, bool running = false) => _engine.Add(
        _torrent, folder, resume: isOnTrust ? OnTrust(_torrent) : null,
        change: spec => spec with { Running = running });

    private static ResumeData OnTrust(TestTorrent torrent)
    {
        var all = new Bitfield(torrent.Metainfo.Geometry.PieceCount);
        all.SetAll();
        return new ResumeData { Verified = all.Bytes.ToArray(), IsOnTrust = true, HasFinished = true };
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, "content", name);

    private static string[] NamesIn(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal),
    ];
}
