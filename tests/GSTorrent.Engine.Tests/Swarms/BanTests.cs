using System.Net;

namespace GSTorrent.Engine.Tests.Swarms;

/// <summary>Addresses that people ban and free again while torrents run.</summary>
public sealed class BanTests
{
    [Fact]
    public async Task A_ban_ends_the_connection_at_once_and_its_end_lets_the_peer_come_back()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 3_000_000));
        await using var peer = new ScriptedPeer(torrent, 70);
        var settings = new EngineSettings { FlushIntervalMs = 50, DownloadLimit = 200_000 };
        await using var engine = new TestEngine(seed: 1, settings);
        TorrentHandle handle = engine.Add(torrent, torrent.Folder("leech"), [peer.Address]);
        await engine.WhenAsync(torrent, snapshot => snapshot is { ConnectedPeers: 1, Downloaded: > 0 });
        Assert.Equal(0, engine.Engine.LastIncomingUnixMs);
        IPAddress address = peer.Address.Address;
        engine.Engine.Apply(settings with { BannedAddresses = [address] });
        await engine.WhenAsync(torrent, snapshot => snapshot.ConnectedPeers == 0);
        Assert.Equal(address, Assert.Single(engine.Engine.BannedAddresses));
        Assert.False(await peer.DialAsync(engine.Address));
        handle.AddPeers([peer.Address]);
        await handle.AnnounceAsync();
        Assert.Empty(await handle.GetPeersAsync());
        Assert.Equal(1, peer.Connections);

        engine.Engine.Apply(settings with { DownloadLimit = 0 });
        Assert.Empty(engine.Engine.BannedAddresses);
        handle.AddPeers([peer.Address]);
        await engine.WhenSeedingAsync();
        Assert.DoesNotContain(engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.PeerBanned);
        await engine.StopCleanlyAsync();
        torrent.AssertComplete(Path.Combine(torrent.Root, "leech"));
    }

    [Fact]
    public async Task A_peer_that_was_known_while_it_was_banned_is_dialed_once_it_is_free()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 500_000));
        await using var peer = new ScriptedPeer(torrent, 71);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.Folder("leech"));
        while (!handle.Loop.TakesPeers) await handle.GetPeersAsync();
        handle.Stop();
        handle.AddPeers([peer.Address]);
        EngineSettings free = engine.Engine.Settings;
        engine.Engine.Apply(free with { BannedAddresses = [peer.Address.Address] });
        handle.Start();
        while (!handle.Loop.TakesPeers) await handle.GetPeersAsync();
        Assert.Equal(0, peer.Connections);
        engine.Engine.Apply(free);
        await engine.WhenSeedingAsync();
        await engine.StopCleanlyAsync();
    }
}
