using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Opentracker;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>Our server finds every real program, and is found, through a real tracker over HTTP and UDP.</summary>
public sealed class TrackerTests
{
    // aria2 speaks to UDP trackers only with its DHT on.
    [Theory]
    [InlineData(PeerKind.Transmission, false)]
    [InlineData(PeerKind.Transmission, true)]
    [InlineData(PeerKind.QBittorrent, false)]
    [InlineData(PeerKind.QBittorrent, true)]
    [InlineData(PeerKind.Aria2, false)]
    [InlineData(PeerKind.Rtorrent, false)]
    [InlineData(PeerKind.Rtorrent, true)]
    [InlineData(PeerKind.GSTorrent, false)]
    [InlineData(PeerKind.GSTorrent, true)]
    public async Task We_find_a_seeder_and_download_a_file(PeerKind seederKind, bool udp)
    {
        await TransferAsync(seederKind, PeerKind.GSTorrent, udp, Payload.SingleFile("tracked.bin", 2_345_678, 21));
    }

    [Theory]
    [InlineData(PeerKind.QBittorrent, false)]
    [InlineData(PeerKind.QBittorrent, true)]
    [InlineData(PeerKind.Aria2, false)]
    [InlineData(PeerKind.Rtorrent, false)]
    [InlineData(PeerKind.Rtorrent, true)]
    public async Task A_leecher_finds_us_and_gets_a_folder(PeerKind leecherKind, bool udp)
    {
        await TransferAsync(PeerKind.GSTorrent, leecherKind, udp, Payload.OddFolder("tracked", 22));
    }

    // Transmission never dials a loopback address, so it has to be there before us.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task We_find_a_leecher_and_seed_to_it(bool udp)
    {
        Requirements.Need(PeerKind.Transmission);
        Requirements.Need(OpentrackerProcess.Program);
        await using var tracker = new OpentrackerProcess();
        await using Swarm swarm = await Swarm.CreateAsync(
            Payload.OddFolder("found", 24), udp ? tracker.UdpUrl : tracker.HttpUrl);
        await tracker.StartAsync([swarm.Torrent.InfoHash], Swarm.Token);
        (RealPeer leecher, string folder) = await swarm.LeecherAsync(PeerKind.Transmission);
        await tracker.WaitForPeersAsync(swarm.Torrent.InfoHash, 1, Swarm.Token);
        await swarm.SeederAsync(PeerKind.GSTorrent);

        await swarm.ExpectCopyAsync(leecher, folder);
    }

    [Fact]
    public async Task Three_leechers_of_mixed_makes_get_it_from_us_at_once()
    {
        PeerKind[] kinds = [PeerKind.QBittorrent, PeerKind.Rtorrent, PeerKind.GSTorrent];
        Requirements.Need(kinds);
        Requirements.Need(OpentrackerProcess.Program);
        await using var tracker = new OpentrackerProcess();
        await using Swarm swarm = await Swarm.CreateAsync(Payload.OddFolder("mixed", 23), tracker.HttpUrl);
        await tracker.StartAsync([swarm.Torrent.InfoHash], Swarm.Token);
        await swarm.SeederAsync(PeerKind.GSTorrent);
        await tracker.WaitForPeersAsync(swarm.Torrent.InfoHash, 1, Swarm.Token);
        var leechers = new List<(RealPeer Peer, string Folder)>();
        foreach (PeerKind kind in kinds) leechers.Add(await swarm.LeecherAsync(kind));

        foreach ((RealPeer peer, string folder) in leechers) await swarm.ExpectCopyAsync(peer, folder);
    }

    private static async Task TransferAsync(PeerKind seederKind, PeerKind leecherKind, bool udp, Payload payload)
    {
        Requirements.Need(seederKind, leecherKind);
        Requirements.Need(OpentrackerProcess.Program);
        await using var tracker = new OpentrackerProcess();
        await using Swarm swarm = await Swarm.CreateAsync(payload, udp ? tracker.UdpUrl : tracker.HttpUrl);
        await tracker.StartAsync([swarm.Torrent.InfoHash], Swarm.Token);
        await swarm.SeederAsync(seederKind);
        await tracker.WaitForPeersAsync(swarm.Torrent.InfoHash, 1, Swarm.Token);
        (RealPeer leecher, string folder) = await swarm.LeecherAsync(leecherKind);

        await swarm.ExpectCopyAsync(leecher, folder);
    }
}
