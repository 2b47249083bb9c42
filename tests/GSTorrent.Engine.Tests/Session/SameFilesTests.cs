namespace GSTorrent.Engine.Tests.Session;

/// <summary>Torrents that meet files of others: nobody's content is lost.</summary>
public sealed class SameFilesTests
{
    [Fact]
    public async Task A_torrent_does_not_write_over_the_files_of_another()
    {
        using var mine = new TestTorrent(seed: 1, pieceLength: 65_536, ("same.bin", 500_000));
        using var theirs = new TestTorrent(seed: 2, pieceLength: 65_536, ("same.bin", 400_000));
        await using TestEngine seeder = await SeedAsync(theirs);
        await using var engine = new TestEngine(seed: 2);
        string folder = mine.FolderWithContent("seed");
        engine.Add(mine, folder);
        await engine.WhenAsync(mine, IsSeeding);
        TorrentHandle second = engine.Add(theirs, folder, [seeder.Address]);
        TorrentSnapshot failed = await engine.WhenAsync(theirs, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains(Path.Combine(folder, "same.bin"), failed.Error, StringComparison.Ordinal);
        mine.AssertComplete(folder);
        Assert.Equal(500_000, new FileInfo(Path.Combine(folder, "same.bin")).Length);
        // Told to go on it says the same again.
        second.Start();
        await second.GetFilesAsync();
        await engine.StopCleanlyAsync();
        mine.AssertComplete(folder);
        await seeder.StopCleanlyAsync();
    }

    [Fact]
    public async Task Two_torrents_that_begin_at_once_do_not_spoil_each_other()
    {
        using var first = new TestTorrent(seed: 3, pieceLength: 65_536, ("same.bin", 2_000_000));
        using var second = new TestTorrent(seed: 4, pieceLength: 65_536, ("same.bin", 2_000_000));
        await using TestEngine one = await SeedAsync(first), other = await SeedAsync(second);
        await using var engine = new TestEngine(seed: 2);
        string folder = first.Folder("leech");
        engine.Add(first, folder, [one.Address]);
        engine.Add(second, folder, [other.Address]);
        await engine.WhenAsync(second, snapshot => snapshot.State == TorrentState.Failed);
        await engine.WhenAsync(first, IsSeeding);
        await engine.StopCleanlyAsync();
        first.AssertComplete(folder);
        await one.StopCleanlyAsync();
        await other.StopCleanlyAsync();
    }

    [Fact]
    public async Task The_same_content_serves_two_torrents_and_what_one_has_more_is_added()
    {
        // Other names for the same swarm's files: one has a small file more, which shares a piece with the large one.
        using var mine = new TestTorrent(seed: 5, pieceLength: 65_536, ("a", 500_000), ("b", 100));
        using var theirs = new TestTorrent(seed: 5, pieceLength: 32_768, ("a", 500_000), ("b", 100), ("c", 900));
        await using TestEngine seeder = await SeedAsync(theirs);
        await using var engine = new TestEngine(seed: 2);
        string folder = theirs.FolderWithContent("seed and leech");
        File.Delete(Path.Combine(folder, "content/c"));
        engine.Add(mine, folder);
        await engine.WhenAsync(mine, IsSeeding);
        engine.Add(theirs, folder, [seeder.Address]);
        await engine.WhenAsync(theirs, IsSeeding);
        theirs.AssertComplete(folder);
        Assert.DoesNotContain(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.Failed);
        await engine.StopCleanlyAsync();
        await seeder.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_file_that_somebody_left_there_is_not_written_over()
    {
        using var torrent = new TestTorrent(seed: 6, pieceLength: 65_536, ("file.bin", 300_000));
        await using TestEngine seeder = await SeedAsync(torrent);
        await using var engine = new TestEngine(seed: 2);
        string folder = torrent.Folder("leech"), file = Path.Combine(folder, "file.bin");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);
        TorrentHandle handle = engine.Add(torrent, folder, [seeder.Address]);
        TorrentSnapshot failed = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        Assert.Contains(file, failed.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
        handle.Start();
        await engine.WhenAsync(torrent, IsSeeding);
        torrent.AssertComplete(folder);
        await engine.StopCleanlyAsync();
        await seeder.StopCleanlyAsync();
    }

    [Fact]
    public async Task Room_that_another_program_made_is_used()
    {
        using var torrent = new TestTorrent(seed: 7, pieceLength: 65_536, ("file.bin", 300_000));
        await using TestEngine seeder = await SeedAsync(torrent);
        await using var engine = new TestEngine(seed: 2);
        string folder = torrent.Folder("leech");
        using (var file = new FileStream(Path.Combine(folder, "file.bin"), FileMode.CreateNew)) file.SetLength(300_000);
        engine.Add(torrent, folder, [seeder.Address]);
        await engine.WhenAsync(torrent, IsSeeding);
        torrent.AssertComplete(folder);
        await engine.StopCleanlyAsync();
        await seeder.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_it_comes_is_checked_and_completed()
    {
        using var torrent = new TestTorrent(seed: 8, pieceLength: 65_536, ("file.bin", 4_000_000));
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 2_000_000 });
        seeder.Add(torrent, torrent.FolderWithContent("theirs"));
        await seeder.WhenSeedingAsync();
        await using var engine = new TestEngine(
            seed: 2, new EngineSettings { FlushIntervalMs = 50, DiskRetryMs = 200 });
        string folder = torrent.Folder("leech"), file = Path.Combine(folder, "file.bin");
        engine.Add(torrent, folder, [seeder.Address]);
        await engine.WhenAsync(torrent, snapshot => snapshot.PiecesDone > 10);
        File.Copy(file, file + ".copy");
        File.Move(file + ".copy", file, overwrite: true);
        await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Failed);
        await engine.WhenAsync(torrent, IsSeeding);
        torrent.AssertComplete(folder);
        Assert.Contains(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
        await engine.StopCleanlyAsync();
        await seeder.StopCleanlyAsync();
    }

    private static bool IsSeeding(TorrentSnapshot snapshot) => snapshot.State == TorrentState.Seeding
        && snapshot.PieceCount > 0 && snapshot.PiecesDone == snapshot.PieceCount;

    private static async Task<TestEngine> SeedAsync(TestTorrent torrent)
    {
        var seeder = new TestEngine(seed: 1);
        seeder.Add(torrent, torrent.FolderWithContent("theirs"));
        await seeder.WhenSeedingAsync();
        return seeder;
    }
}
