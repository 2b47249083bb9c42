using GSTorrent.Storage;
using static GSTorrent.Engine.Tests.ForeignFile;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>Folders in which some files are the torrent's and others somebody's: each file speaks for itself.</summary>
public sealed class FilesOfUsersTests : IAsyncDisposable
{
    private const int Piece = 65_536;
    private readonly TestTorrent _torrent = new(
        seed: 3, Piece, ("a", 2 * Piece), ("b", 2 * Piece), ("c", 2 * Piece), ("empty", 0));

    private readonly TestEngine _seeder = new(seed: 1);
    private readonly TestEngine _engine = new(seed: 2);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _seeder.DisposeAsync();
        _torrent.Dispose();
    }

    [Theory]
    [InlineData("b", Piece)]
    [InlineData("b", 2 * Piece)]
    [InlineData("b", 3 * Piece)]
    [InlineData("empty", 10)]
    public async Task One_that_is_not_the_torrents_stops_it_untouched(string name, int length)
    {
        string folder = _torrent.FolderWithContent("given"), file = Path.Combine(folder, "content", name);
        File.Delete(Path.Combine(folder, "content", "c"));
        byte[] foreign = Put(file, length);
        TorrentHandle handle = await AddAsync(folder);
        TorrentSnapshot failed = await _engine.WhenAsync(_torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains(file, failed.Error, StringComparison.Ordinal);
        Assert.Equal(foreign, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));

        // Nor is it deleted with those that are.
        StorageError? error = await _engine.Engine.RemoveAsync(handle, deleteFiles: true);
        Assert.Equal(StorageErrorKind.AlreadyExists, error?.Kind);
        Assert.Equal(foreign, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path.Combine(folder, "content", "a")));
    }

    [Fact]
    public async Task An_empty_one_that_is_not_empty_there_stops_a_new_download()
    {
        string folder = _torrent.Folder("leech"), file = Path.Combine(folder, "content", "empty");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        byte[] foreign = Put(file, 50_000);
        await AddAsync(folder);
        await _engine.WhenAsync(_torrent, snapshot => snapshot.State == TorrentState.Failed);
        await _engine.StopCleanlyAsync();
        Assert.Equal(foreign, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_that_has_grown_keeps_what_was_added()
    {
        string folder = _torrent.FolderWithContent("given"), file = Path.Combine(folder, "content", "b");
        await File.AppendAllTextAsync(file, "more", TestContext.Current.CancellationToken);
        TorrentHandle handle = await AddAsync(folder);
        await _engine.WhenSeedingAsync();
        handle.Stop();
        await _engine.WhenAsync(_torrent, snapshot => snapshot.State == TorrentState.Stopped);
        await _engine.StopCleanlyAsync();
        Assert.Equal((2 * Piece) + 4, new FileInfo(file).Length);
    }

    [Fact]
    public async Task A_piece_of_zeros_proves_nothing()
    {
        using var zeros = new TestTorrent(
            seed: 5, Piece, content => content.AsSpan(0, 2 * Piece).Clear(), ("image", 3 * Piece));
        await using var seeder = new TestEngine(seed: 3);
        seeder.Add(zeros, zeros.FolderWithContent("theirs"));
        await seeder.WhenSeedingAsync();
        string folder = zeros.Folder("leech"), file = Path.Combine(folder, "image");
        byte[] foreign = new byte[3 * Piece];
        new Random(8).NextBytes(foreign.AsSpan(Piece));
        await File.WriteAllBytesAsync(file, foreign, TestContext.Current.CancellationToken);
        _engine.Add(zeros, folder, [seeder.Address]);
        await _engine.WhenAsync(zeros, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Equal(foreign, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_has_all_of_a_file_keeps_it_from_an_older_torrent_that_has_a_part()
    {
        using var whole = new TestTorrent(seed: 6, Piece, ("same", 4 * Piece));
        using var part = new TestTorrent(
            seed: 6, Piece, content => new Random(7).NextBytes(content.AsSpan(Piece)), ("same", 4 * Piece));
        await using var seeder = new TestEngine(seed: 3);
        seeder.Add(part, part.FolderWithContent("theirs"));
        await seeder.WhenSeedingAsync();
        string folder = whole.FolderWithContent("both");
        TorrentHandle older = _engine.Add(
            part, folder, [seeder.Address], change: spec => spec with { Running = false });
        _engine.Add(whole, folder);
        await _engine.WhenAsync(whole, snapshot => snapshot.State == TorrentState.Seeding && snapshot.HasFinished);
        older.Start();
        await _engine.WhenAsync(part, snapshot => snapshot.State == TorrentState.Failed);
        whole.AssertComplete(folder);
    }

    private async Task<TorrentHandle> AddAsync(string folder)
    {
        _seeder.Add(_torrent, _torrent.FolderWithContent("theirs"));
        await _seeder.WhenSeedingAsync();
        return _engine.Add(_torrent, folder, [_seeder.Address]);
    }
}
