using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests.Swarms;

/// <summary>Who is let in, and how often.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Engines_that_dial_each_other_keep_one_connection()
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            using var torrent = new TestTorrent(seed, pieceLength: 65_536, ("file.bin", 2_000_000));
            await using var first = new TestEngine(seed, new EngineSettings { UploadLimit = 4_000_000 });
            await using var second = new TestEngine(seed + 100);
            first.Add(torrent, torrent.FolderWithContent("first"));
            await first.WhenSeedingAsync();
            TorrentHandle handle = second.Add(torrent, torrent.Folder("second"), [first.Address]);
            first.Engine.Torrents.Single().AddPeers([second.Address]);
            await second.WhenSeedingAsync();
            torrent.AssertComplete(Path.Combine(torrent.Root, "second"));
            Assert.InRange((await handle.GetPeersAsync()).Count, 0, 1);
            await second.StopCleanlyAsync();
            await first.StopCleanlyAsync();
        }
    }

    [Fact]
    public async Task An_engine_finds_itself_once_and_never_again()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 100_000));
        await using var engine = new TestEngine(seed: 1);
        await using var honest = new ScriptedPeer(torrent, 50);
        engine.Add(torrent, torrent.Folder("leech"), [engine.Address, honest.Address]);
        await engine.WhenSeedingAsync();
        Assert.False(engine.Engine.Services.Banned.Contains(engine.Address.Address));
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task The_same_peer_has_one_connection()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 100_000));
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"));
        await engine.WhenSeedingAsync();
        using var first = new Asker(torrent);
        await first.DialAsync(engine.Address);
        using var second = new Asker(torrent);
        await Assert.ThrowsAnyAsync<IOException>(() => second.DialAsync(engine.Address));
        Assert.Single(await handle.GetPeersAsync());
        Assert.NotNull(await first.AskAsync(0, 0));
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task Limits_of_connections_hold_for_those_who_come_and_those_we_dial()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, ("file.bin", 2_000_000));
        ScriptedPeer[] peers =
            [.. Enumerable.Range(60, 8).Select(number => new ScriptedPeer(torrent, (byte)number))];
        await using var engine = new TestEngine(
            seed: 1, new EngineSettings { MaxConnectionsPerTorrent = 3, MaxHalfOpen = 2, DownloadLimit = 2_000_000 });
        TorrentHandle handle = engine.Add(torrent, torrent.Folder("leech"), [.. peers.Select(peer => peer.Address)]);
        await engine.WhenAsync(torrent, snapshot => snapshot.PiecesDone > 2);
        Task<bool>[] dials = [.. peers.Select(peer => peer.DialAsync(engine.Address))];
        IReadOnlyList<PeerSnapshot> connected = await handle.GetPeersAsync();
        Assert.InRange(connected.Count, 1, 3);
        await engine.WhenSeedingAsync();
        await engine.StopCleanlyAsync();
        await Task.WhenAll(dials);
        foreach (ScriptedPeer peer in peers) await peer.DisposeAsync();
    }

    [Fact]
    public async Task Scattered_and_tiny_requests_are_answered_in_few_buffers()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, ("file.bin", 1_000_000));
        await using var engine = new TestEngine(seed: 1);
        engine.Add(torrent, torrent.FolderWithContent("seed"));
        await engine.WhenSeedingAsync();
        using var asker = new Asker(torrent);
        await asker.DialAsync(engine.Address);
        BlockRequest[] requests =
            [.. Enumerable.Range(0, 1000).Select(i => new BlockRequest(i * 7 % 15, i * 37 % 60_000, 1 + (i % 5)))];
        Dictionary<BlockRequest, byte[]> answers = await asker.AskAllAsync(requests);
        foreach (BlockRequest request in requests)
            Assert.Equal(torrent.BlockOf(request).ToArray(), answers[request]);
        await engine.StopCleanlyAsync();
    }
}
