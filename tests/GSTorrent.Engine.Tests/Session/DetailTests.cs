using GSTorrent.Engine.Tests.Swarms;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>What is shown of pieces and peers.</summary>
public sealed class DetailTests
{
    private const int PieceLength = 65_536;

    [Fact]
    public async Task A_download_shows_its_pieces_and_who_has_them()
    {
        using var torrent = new TestTorrent(seed: 1, PieceLength, ("file.bin", 1_000_000));
        await using var peer = new ScriptedPeer(torrent, 80);
        // It may take in a few blocks a second, so that the download is still under way when it is looked at.
        await using var engine = new TestEngine(seed: 1, new EngineSettings { DownloadLimit = 30_000 });
        TorrentHandle handle = engine.Add(torrent, torrent.Folder("leech"), [peer.Address]);
        TorrentSnapshot snapshot = await engine.WhenAsync(torrent, snapshot => snapshot.PeersSending == 1);
        Assert.Equal((1, 0), (snapshot.ConnectedSeeds, snapshot.PeersReceiving));
        Assert.InRange(snapshot.Availability, 1, 2);

        PiecesSnapshot pieces = await handle.GetPiecesAsync();
        Assert.Equal((16, PieceLength), (pieces.PieceCount, pieces.PieceLength));
        Assert.Equal(Enumerable.Repeat(1, 16), pieces.Availability);
        Assert.NotEmpty(pieces.Open);
        Assert.Equal(pieces.Open.Order(), pieces.Open);
        Assert.Equal(2, pieces.Have.Length);

        PeerSnapshot shown = Assert.Single(await handle.GetPeersAsync());
        Assert.Equal(("D", PeerSource.Named), (shown.Flags, shown.Source));
        Assert.Equal(peer.Id.ToString(), shown.PeerIdText);
        Assert.True(shown is { IsSeed: true, IsFastCapable: true, IsExtensionCapable: true, Relevance: 1 });
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_seed_shows_whom_it_serves()
    {
        using var torrent = new TestTorrent(seed: 2, PieceLength, ("file.bin", 10 * PieceLength));
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"));
        Assert.Equal(1, (await engine.WhenSeedingAsync()).Availability);
        Assert.Empty((await handle.GetPiecesAsync()).Availability);
        using var asker = new Asker(torrent);
        await asker.DialAsync(engine.Address);
        Assert.NotNull(await asker.AskAsync(0, 0));
        TorrentSnapshot serving = await engine.WhenAsync(torrent, snapshot => snapshot.PeersReceiving == 1);
        Assert.Equal((0, 0), (serving.ConnectedSeeds, serving.PeersSending));
        PeerSnapshot shown = Assert.Single(await handle.GetPeersAsync());
        Assert.Equal(("U I", PeerSource.Incoming), (shown.Flags, shown.Source));
        Assert.True(shown is { IsSeed: false, IsFastCapable: true, IsExtensionCapable: false, Relevance: 0 });
        PiecesSnapshot pieces = await handle.GetPiecesAsync();
        Assert.Equal(Enumerable.Repeat(0, 10), pieces.Availability);
        Assert.Equal([0xff, 0xc0], pieces.Have.ToArray());

        handle.Stop();
        TorrentSnapshot stopped = await engine.WhenAsync(torrent, snapshot => snapshot.State == TorrentState.Stopped);
        Assert.Equal(0, stopped.Availability);
        Assert.Equal([0xff, 0xc0], (await handle.GetPiecesAsync()).Have.ToArray());
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task Without_metainfo_there_are_no_pieces()
    {
        using var torrent = new TestTorrent(seed: 3, PieceLength, ("file.bin", 100_000));
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.AddMagnet(torrent, torrent.Folder("leech"), []);
        PiecesSnapshot pieces = await handle.GetPiecesAsync();
        Assert.Equal((0, 0, 0), (pieces.PieceCount, pieces.Have.Length, pieces.Open.Count + pieces.Availability.Count));
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task Bytes_of_bad_pieces_are_counted_and_remembered()
    {
        // Whole pieces only: the last one may be the first that comes.
        using var torrent = new TestTorrent(seed: 4, PieceLength, ("file.bin", 16 * PieceLength));
        await using var poisoner = new ScriptedPeer(torrent, 81) { Spoil = (_, block) => block[0] ^= 0xff };
        ResumeData resume;
        long corrupt;
        await using (var first = new TestEngine(seed: 1))
        {
            first.Add(torrent, torrent.Folder("leech"), [poisoner.Address]);
            await first.WhenBannedAsync(poisoner.Address);
            corrupt = (await first.WhenAsync(torrent, snapshot => snapshot.CorruptBytes > 0)).CorruptBytes;
            Assert.Equal(0, corrupt % PieceLength);
            await first.StopCleanlyAsync();
            resume = first.Observer.Resume[torrent.Metainfo.InfoHash];
        }

        Assert.InRange(resume.CorruptBytes, corrupt, long.MaxValue);
        await using var second = new TestEngine(seed: 2);
        TorrentHandle handle = second.Add(torrent, torrent.Folder("leech"), resume: resume);
        Assert.Equal(resume.CorruptBytes, handle.Snapshot.CorruptBytes);
        await second.StopCleanlyAsync();
    }
}
