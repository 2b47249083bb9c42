namespace GSTorrent.Engine.Tests.Session;

/// <summary>Pieces larger than all that may be on its way at once.</summary>
public sealed class LargePieceTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public async Task Pieces_of_64_MiB_are_downloaded_and_a_restart_in_the_midst_of_one_keeps_its_blocks()
    {
        using var torrent = new TestTorrent(
            seed: 1, pieceLength: 64 * MiB, ("a.bin", 70 * MiB), ("b.bin", (61 * MiB) + 7));
        string folder = torrent.Folder("leech");
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 30 * MiB });
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        ResumeData resume;
        await using (var first = new TestEngine(seed: 2))
        {
            first.Add(torrent, folder, [seeder.Address]);
            await first.WhenAsync(torrent, snapshot => snapshot.Downloaded > 20 * MiB);
            await first.StopCleanlyAsync();
            resume = first.Observer.Resume[torrent.Metainfo.InfoHash];
        }

        Assert.InRange(resume.Downloaded, 20 * MiB, torrent.Metainfo.Geometry.TotalLength);
        seeder.Engine.Apply(new EngineSettings());
        await using var second = new TestEngine(seed: 3);
        second.Add(torrent, folder, [seeder.Address], resume);
        TorrentSnapshot done = await second.WhenSeedingAsync();
        torrent.AssertComplete(folder);
        Assert.Equal(3, done.PiecesDone);
        Assert.InRange(done.Downloaded, done.TotalBytes, done.TotalBytes + MiB);
        await second.StopCleanlyAsync();
        await seeder.StopCleanlyAsync();
    }
}
