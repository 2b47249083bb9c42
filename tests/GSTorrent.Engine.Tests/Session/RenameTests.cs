using GSTorrent.MetainfoFormat;
using GSTorrent.Storage;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>Files under other names: while running, at rest, and after a kill in between.</summary>
public sealed class RenameTests
{
    private static readonly (string, int)[] s_files = [("a", 700_000), ("b/c", 900_001), ("d", 0), ("e", 400_000)];

    private static readonly Dictionary<int, string> s_old = new() { [0] = "content/a", [1] = "content/b/c" };
    private static readonly Dictionary<int, string> s_new = new() { [0] = "first", [1] = "content/other/second" };

    [Fact]
    public async Task Files_are_renamed_in_the_midst_of_a_download_which_goes_on()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, s_files);
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 1_500_000 });
        await using var leecher = new TestEngine(seed: 2);
        TorrentHandle source = seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        TorrentHandle handle = leecher.Add(torrent, torrent.Folder("leech"), [seeder.Address]);
        await leecher.WhenAsync(torrent, snapshot => snapshot.PiecesDone > 3);
        Assert.Null(await handle.RenameFilesAsync(s_new));
        Assert.Null(await source.RenameFilesAsync(new Dictionary<int, string> { [3] = "content/E" }));
        await leecher.WhenSeedingAsync();
        AssertWhole(torrent, "leech", s_new);
        IReadOnlyList<FileSnapshot> files = await handle.GetFilesAsync();
        Assert.Equal(
            "first content/other/second content/d content/e", string.Join(' ', files.Select(file => file.Path)));
        await leecher.StopCleanlyAsync();
        await seeder.StopCleanlyAsync();

        // Nothing is read again under the new names.
        await using var again = new TestEngine(seed: 3);
        handle = Add(again, torrent, "leech", leecher, s_new);
        Assert.Equal("first", (await handle.GetFilesAsync())[0].Path);
        while (!handle.Loop.TakesPeers) await handle.GetPeersAsync();
        Assert.DoesNotContain(again.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
        await again.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_torrent_at_rest_stays_at_rest_and_is_whole_afterwards()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, s_files);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"));
        await engine.WhenSeedingAsync();
        handle.Stop();
        Assert.Null(await handle.RenameFilesAsync(s_new));
        Assert.Equal(TorrentState.Stopped, handle.Snapshot.State);
        AssertWhole(torrent, "seed", s_new);
        Assert.False(Directory.Exists(Path.Combine(torrent.Root, "seed/content/b")));
        // Back, and to a check that finds everything.
        Assert.Null(await handle.RenameFilesAsync(s_old));
        handle.Start();
        await handle.RecheckAsync();
        await engine.WhenSeedingAsync();
        torrent.AssertComplete(Path.Combine(torrent.Root, "seed"));
        await engine.StopCleanlyAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_rename_that_a_kill_cut_short_is_ended_at_the_next_start(int renamed)
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("seed");
        await using var first = new TestEngine(seed: 1);
        first.Add(torrent, folder);
        await first.WhenSeedingAsync();
        await first.StopCleanlyAsync();
        // What was renamed before the kill.
        Directory.CreateDirectory(Path.Combine(folder, "content/other"));
        for (int file = 0; file < renamed; file++)
            File.Move(Path.Combine(folder, s_old[file]), Path.Combine(folder, s_new[file]));
        await using var second = new TestEngine(seed: 2);
        TorrentHandle handle = Add(second, torrent, "seed", first, s_new, s_old);
        while (!handle.Loop.TakesPeers) await handle.GetPeersAsync();
        Assert.DoesNotContain(second.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
        AssertWhole(torrent, "seed", s_new);
        Assert.Null(await handle.RenameFilesAsync(s_new));
        await second.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_foreign_file_is_an_error_and_neither_taken_nor_overwritten()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("seed");
        string foreign = Path.Combine(folder, "first");
        await File.WriteAllTextAsync(foreign, "mine", TestContext.Current.CancellationToken);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, folder);
        await engine.WhenSeedingAsync();
        Assert.Equal(StorageErrorKind.AlreadyExists, (await handle.RenameFilesAsync(s_new))!.Kind);
        Assert.Equal(TorrentState.Seeding, handle.Snapshot.State);
        await engine.StopCleanlyAsync();
        torrent.AssertComplete(folder);

        // Killed before the refusal was recorded: it stops, and the old names can be given again.
        await using var second = new TestEngine(seed: 2);
        handle = Add(second, torrent, "seed", engine, s_new, s_old);
        TorrentSnapshot failed = await second.WhenAsync(torrent, one => one.State == TorrentState.Failed);
        Assert.Contains(foreign, failed.Error, StringComparison.Ordinal);
        Assert.Equal(StorageErrorKind.AlreadyExists, (await handle.RenameFilesAsync(s_new))!.Kind);
        Assert.Null(await handle.RenameFilesAsync(s_old));
        handle.Start();
        await second.WhenSeedingAsync();
        await second.StopCleanlyAsync();
        torrent.AssertComplete(folder);
        Assert.Equal("mine", await File.ReadAllTextAsync(foreign, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Files_of_a_disk_that_is_away_get_no_names_that_they_would_not_have_when_it_is_back()
    {
        using var torrent = new TestTorrent(seed: 5, pieceLength: 65_536, s_files);
        string folder = torrent.FolderWithContent("seed");
        await using var first = new TestEngine(seed: 1);
        first.Add(torrent, folder);
        await first.WhenSeedingAsync();
        await first.StopCleanlyAsync();
        Directory.Move(folder, folder + ".away");
        torrent.Folder("seed");
        await using var second = new TestEngine(seed: 2);
        TorrentHandle handle = Add(second, torrent, "seed", first, paths: []);
        Assert.Equal(StorageErrorKind.Missing, (await handle.RenameFilesAsync(s_new))!.Kind);
        handle.Stop();
        Assert.Equal(StorageErrorKind.Missing, (await handle.RenameFilesAsync(s_new))!.Kind);
        Assert.Equal("content/a", (await handle.GetFilesAsync())[0].Path);
        await second.StopCleanlyAsync();
    }

    [Fact]
    public async Task What_cannot_be_renamed_is_refused_with_the_reason()
    {
        using var torrent = new TestTorrent(seed: 6, pieceLength: 65_536, s_files);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle magnet = engine.AddMagnet(torrent, torrent.Folder("magnet"), []);
        Assert.Contains("metainfo", (await magnet.RenameFilesAsync(s_new))!.Message, StringComparison.Ordinal);
        Assert.Null(await engine.Engine.RemoveAsync(torrent.Metainfo.InfoHash, deleteFiles: false));
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"));
        await engine.WhenSeedingAsync();
        foreach (int file in new[] { -1, 4 })
            Assert.NotNull(await handle.RenameFilesAsync(new Dictionary<int, string> { [file] = "x" }));
        foreach (string path in new[] { "../x", "/x", "", "content/e", "content/b" })
            Assert.NotNull(await handle.RenameFilesAsync(new Dictionary<int, string> { [0] = path }));
        await engine.StopCleanlyAsync();
        torrent.AssertComplete(Path.Combine(torrent.Root, "seed"));
        Assert.Equal(StorageErrorKind.Cancelled, (await handle.RenameFilesAsync(s_new))!.Kind);
    }

    private static TorrentHandle Add(
        TestEngine engine, TestTorrent torrent, string folder, TestEngine last, Dictionary<int, string> paths,
        Dictionary<int, string>? former = null)
    {
        Assert.True(engine.Engine.TryAdd(
            new TorrentSpec
            {
                InfoHash = torrent.Metainfo.InfoHash,
                Metainfo = torrent.Metainfo,
                Destination = Path.Combine(torrent.Root, folder),
                Resume = last.Observer.Resume[torrent.Metainfo.InfoHash],
                Paths = paths,
                FormerPaths = former ?? [],
            },
            out TorrentHandle handle));
        return handle;
    }

    private static void AssertWhole(TestTorrent torrent, string folder, Dictionary<int, string> paths)
    {
        foreach (ContentFile file in torrent.Metainfo.Files)
        {
            string path = Path.Combine(torrent.Root, folder, paths.GetValueOrDefault(file.Index, file.Path));
            Assert.Equal(torrent.ContentOf(file), File.ReadAllBytes(path));
        }
    }
}
