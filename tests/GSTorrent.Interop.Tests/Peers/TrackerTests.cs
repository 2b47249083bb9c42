using GSTorrent.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Opentracker;

namespace GSTorrent.Interop.Tests.Peers;

/// <summary>The wrappers at work without us: the leecher finds the seeder at opentracker.</summary>
public sealed class TrackerTests
{
    [Theory]
    [InlineData(PeerKind.Transmission, PeerKind.Aria2, false)]
    [InlineData(PeerKind.Aria2, PeerKind.Rtorrent, false)]
    [InlineData(PeerKind.QBittorrent, PeerKind.Libtorrent, true)]
    [InlineData(PeerKind.Transmission, PeerKind.QBittorrent, true)]
    [InlineData(PeerKind.Rtorrent, PeerKind.QBittorrent, true)]
    public async Task A_leecher_finds_the_seeder(PeerKind seederKind, PeerKind leecherKind, bool udp)
    {
        Requirements.Need(seederKind, leecherKind);
        Requirements.Need(OpentrackerProcess.Program);
        await using var tracker = new OpentrackerProcess();
        await using Swarm swarm = await Swarm.CreateAsync(
            Payload.OddFolder("tracked", 3), udp ? tracker.UdpUrl : tracker.HttpUrl);
        await tracker.StartAsync([swarm.Torrent.InfoHash], Swarm.Token);
        await swarm.SeederAsync(seederKind);
        await tracker.WaitForPeersAsync(swarm.Torrent.InfoHash, 1, Swarm.Token);
        (RealPeer leecher, string folder) = await swarm.LeecherAsync(leecherKind);

        await swarm.ExpectCopyAsync(leecher, folder);
    }
}
