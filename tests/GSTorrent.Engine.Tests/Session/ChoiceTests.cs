using System.Collections.Concurrent;
using GSTorrent.Engine.Tests.Swarms;
using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>What people choose for a torrent, as it shows on the wire.</summary>
public sealed class ChoiceTests
{
    private const int PieceLength = 65_536;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_ends_of_files_are_asked_for_first(bool byCommand)
    {
        using var torrent = new TestTorrent(
            seed: 1, PieceLength, ("a", 700_000), ("b/c", 900_001), ("d", 0), ("e", 400_000));
        ConcurrentQueue<int> asked = [];
        await using var peer = new ScriptedPeer(torrent, 70) { Spoil = (request, _) => asked.Enqueue(request.Piece) };
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(
            torrent, torrent.Folder("leech"),
            change: spec => spec with { Sequential = true, FirstLastFirst = !byCommand });
        if (byCommand) handle.SetFirstLastFirst(true);
        handle.AddPeers([peer.Address]);
        Assert.True((await engine.WhenSeedingAsync()).FirstLastFirst);
        int pieceCount = torrent.Metainfo.Geometry.PieceCount;
        int[] first = [0, 10, 24, pieceCount - 1];
        Assert.Equal([.. first, .. Enumerable.Range(0, pieceCount).Except(first)], asked.Distinct());
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_super_seed_gives_only_what_it_has_told_of_and_all_when_it_is_one_no_more()
    {
        using var torrent = new TestTorrent(seed: 2, PieceLength, ("file.bin", 16 * PieceLength));
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(
            torrent, torrent.FolderWithContent("seed"), change: spec => spec with { SuperSeeding = true });
        Assert.True((await engine.WhenSeedingAsync()).SuperSeeding);
        using (var asker = new Asker(torrent))
        {
            await asker.DialAsync(engine.Address);
            // 512 KiB ahead.
            Assert.Equal(8, await CountAnswersAsync(asker));
            handle.SetSuperSeeding(false);
            await engine.WhenAsync(torrent, snapshot => snapshot is { SuperSeeding: false, ConnectedPeers: 0 });
        }

        using var another = new Asker(torrent);
        await another.DialAsync(engine.Address);
        Assert.Equal(16, await CountAnswersAsync(another));
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task Leechers_of_a_super_seed_finish()
    {
        using var torrent = new TestTorrent(seed: 3, PieceLength, ("file.bin", 5_000_001));
        await using var seeder = new TestEngine(seed: 1);
        await using var first = new TestEngine(seed: 2);
        await using var second = new TestEngine(seed: 3);
        TorrentHandle handle = seeder.Add(torrent, torrent.FolderWithContent("seed"));
        handle.SetSuperSeeding(true);
        await seeder.WhenSeedingAsync();
        first.Add(torrent, torrent.Folder("first"), [seeder.Address]);
        second.Add(torrent, torrent.Folder("second"), [seeder.Address, first.Address]);
        await Task.WhenAll(first.WhenSeedingAsync(), second.WhenSeedingAsync());
        torrent.AssertComplete(Path.Combine(torrent.Root, "first"));
        torrent.AssertComplete(Path.Combine(torrent.Root, "second"));
        await second.StopCleanlyAsync();
        await first.StopCleanlyAsync();
        await seeder.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_torrent_has_its_own_limit_of_connections_that_holds_for_those_that_are_up()
    {
        using var torrent = new TestTorrent(seed: 4, PieceLength, ("file.bin", 4_000_000));
        ScriptedPeer[] peers = [.. Enumerable.Range(71, 6).Select(number => new ScriptedPeer(torrent, (byte)number))];
        await using var engine = new TestEngine(seed: 1, new EngineSettings { DownloadLimit = 100_000 });
        TorrentHandle handle = engine.Add(
            torrent, torrent.Folder("leech"), [.. peers.Select(peer => peer.Address)],
            change: spec => spec with { MaxConnections = 2 });
        await engine.WhenAsync(torrent, snapshot => snapshot.ConnectedPeers == 2);
        handle.SetPeerLimits(5, 0);
        await engine.WhenAsync(torrent, snapshot => snapshot is { ConnectedPeers: 5, MaxConnections: 5 });
        handle.SetPeerLimits(1, 0);
        await engine.WhenAsync(torrent, snapshot => snapshot is { ConnectedPeers: 1, MaxConnections: 1 });
        handle.SetPeerLimits(0, 0);
        // Without it, those that were disconnected are dialed again after a while.
        await handle.AnnounceAsync();
        await engine.WhenAsync(torrent, snapshot => snapshot.ConnectedPeers == 6);
        engine.Engine.Apply(new EngineSettings { DownloadLimit = 100_000, MaxConnectionsPerTorrent = 3 });
        await engine.WhenAsync(torrent, snapshot => snapshot.ConnectedPeers == 3);
        await engine.StopCleanlyAsync();
        foreach (ScriptedPeer peer in peers) await peer.DisposeAsync();
    }

    [Fact]
    public async Task A_torrent_has_its_own_upload_slots_or_those_of_the_engine()
    {
        using var torrent = new TestTorrent(seed: 5, PieceLength, ("file.bin", 100_000));
        await using var engine = new TestEngine(seed: 1, new EngineSettings { UploadSlotsPerTorrent = 4 });
        TorrentHandle handle = engine.Add(
            torrent, torrent.FolderWithContent("seed"), change: spec => spec with { UploadSlots = 3 });
        await engine.WhenSeedingAsync();
        Assert.Equal(3, await SlotsAsync(handle));
        engine.Engine.Apply(new EngineSettings { UploadSlotsPerTorrent = 6 });
        Assert.Equal(3, await SlotsAsync(handle));
        handle.SetPeerLimits(0, 0);
        Assert.Equal(6, await SlotsAsync(handle));
        handle.SetPeerLimits(0, 9);
        Assert.Equal(9, await SlotsAsync(handle));
        Assert.Throws<ArgumentOutOfRangeException>(() => handle.SetPeerLimits(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => handle.SetPeerLimits(0, -1));
        await engine.StopCleanlyAsync();
    }

    private static async Task<int> CountAnswersAsync(Asker asker)
    {
        int count = 0;
        for (int piece = 0; piece < 16; piece++)
            if (await asker.AskAsync(piece, 0) is not null) count++;
        return count;
    }

    // The question comes after all commands before it.
    private static async Task<int> SlotsAsync(TorrentHandle handle)
    {
        await handle.GetPeersAsync();
        return handle.Loop.Swarm.UploadSlots;
    }
}
