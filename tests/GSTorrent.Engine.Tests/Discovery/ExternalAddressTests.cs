using System.Net;
using GSTorrent.Engine.Tests.Swarms;
using GSTorrent.Wire;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>How an engine finds out its own address, and tells peers theirs.</summary>
public sealed class ExternalAddressTests
{
    [Fact]
    public async Task A_tracker_tells_it_and_the_users_word_is_worth_more()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 100_000));
        await using var tracker = FakeHttpTracker.Saying("d11:external ip4:\x09\x09\x09\x09" + "8:intervali900ee");
        await using var engine = new TestEngine(seed: 1);
        Assert.Empty(engine.Engine.ExternalAddresses);
        engine.Add(torrent, torrent.FolderWithContent("seed"), tracker: tracker.Url);
        await WhenKnownAsync(engine, "9.9.9.9");
        engine.Engine.Apply(new EngineSettings
        {
            ExternalV4 = IPAddress.Parse("8.8.8.8"),
            ExternalV6 = IPAddress.Parse("2606:4700::1"),
        });
        Assert.Equal("8.8.8.8 2606:4700::1", string.Join(' ', engine.Engine.ExternalAddresses));
    }

    [Fact]
    public async Task Two_peers_tell_it()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 4_000_000));
        var told = new ExtendedHandshake { YourIp = [9, 9, 9, 9] };
        await using var first = new ScriptedPeer(torrent, 2) { Extended = told };
        await using var second = new ScriptedPeer(torrent, 3) { Extended = told };
        // So slow that nobody is done before it was heard.
        await using var engine = new TestEngine(seed: 1, new EngineSettings { DownloadLimit = 100_000 });
        engine.Add(torrent, torrent.Folder("leech"), [first.Address, second.Address]);
        await WhenKnownAsync(engine, "9.9.9.9");
    }

    [Fact(Timeout = 60_000)]
    public async Task Peers_are_told_theirs()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, ("file.bin", 4_000_000));
        await using var seeder = new TestEngine(seed: 1);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        await using var leecher = new TestEngine(seed: 2, new EngineSettings { DownloadLimit = 100_000 });
        TorrentHandle handle = leecher.Add(torrent, torrent.Folder("leech"), [seeder.Address]);
        byte[]? told = null;
        while (told is null)
        {
            var answer = new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
            Assert.True(handle.Loop.Post(
                _ => answer.SetResult(handle.Loop.Swarm.Peers.Select(peer => peer.YourIp).FirstOrDefault())));
            told = await answer.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(IPAddress.Loopback.GetAddressBytes(), told);
        Assert.Empty(leecher.Engine.ExternalAddresses);
    }

    private static async Task WhenKnownAsync(TestEngine engine, string address)
    {
        while (engine.Engine.ExternalAddresses.Count == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(address, Assert.Single(engine.Engine.ExternalAddresses).ToString());
    }
}
