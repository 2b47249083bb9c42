using GSTorrent.Peers;
using GSTorrent.Peers.Content;

namespace GSTorrent.Interop.Tests.Peers;

/// <summary>The wrappers at work without us: one side is told of the other, no tracker.</summary>
public sealed class NamedPeerTests
{
    [Theory]
    [InlineData(PeerKind.Libtorrent, PeerKind.Transmission)]
    [InlineData(PeerKind.Libtorrent, PeerKind.QBittorrent)]
    [InlineData(PeerKind.Libtorrent, PeerKind.Aria2)]
    [InlineData(PeerKind.Libtorrent, PeerKind.Rtorrent)]
    [InlineData(PeerKind.QBittorrent, PeerKind.Transmission)]
    [InlineData(PeerKind.QBittorrent, PeerKind.Libtorrent)]
    public async Task A_seeder_that_dials_gives_a_folder_to_a_leecher(PeerKind seederKind, PeerKind leecherKind)
    {
        Requirements.Need(seederKind, leecherKind);
        await using Swarm swarm = await Swarm.CreateAsync(Payload.OddFolder("odd folder", 1));
        RealPeer seeder = await swarm.SeederAsync(seederKind);
        (RealPeer leecher, string folder) = await swarm.LeecherAsync(leecherKind);

        Assert.True(await seeder.TryDialAsync(swarm.Torrent, leecher.EndPoint, Swarm.Token));

        await swarm.ExpectCopyAsync(leecher, folder);
    }

    [Theory]
    [InlineData(PeerKind.Rtorrent, PeerKind.QBittorrent)]
    [InlineData(PeerKind.Rtorrent, PeerKind.Libtorrent)]
    [InlineData(PeerKind.Transmission, PeerKind.Libtorrent)]
    [InlineData(PeerKind.Aria2, PeerKind.QBittorrent)]
    [InlineData(PeerKind.Aria2, PeerKind.Libtorrent)]
    public async Task A_leecher_that_dials_gets_a_file_from_a_seeder(PeerKind seederKind, PeerKind leecherKind)
    {
        Requirements.Need(seederKind, leecherKind);
        await using Swarm swarm = await Swarm.CreateAsync(Payload.SingleFile("single.bin", 3_456_789, 2));
        RealPeer seeder = await swarm.SeederAsync(seederKind);
        (RealPeer leecher, string folder) = await swarm.LeecherAsync(leecherKind);

        Assert.True(await leecher.TryDialAsync(swarm.Torrent, seeder.EndPoint, Swarm.Token));

        await swarm.ExpectCopyAsync(leecher, folder);
    }
}
