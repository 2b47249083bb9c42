using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers;
using GSTorrent.Peers.Content;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>Our server and every real program, one seeding and one leeching, without a tracker.</summary>
public sealed class NamedPeerTests
{
    [Theory]
    [InlineData(PeerKind.Transmission)]
    [InlineData(PeerKind.QBittorrent)]
    [InlineData(PeerKind.Aria2)]
    [InlineData(PeerKind.Rtorrent)]
    [InlineData(PeerKind.Libtorrent)]
    [InlineData(PeerKind.GSTorrent)]
    public async Task We_download_a_folder_of_odd_sizes(PeerKind seederKind)
    {
        Requirements.Need(seederKind);
        await using Swarm swarm = await Swarm.CreateAsync(Payload.OddFolder("odd folder", 11));
        RealPeer seeder = await swarm.SeederAsync(seederKind);
        (RealPeer leecher, string folder) = await swarm.LeecherAsync(PeerKind.GSTorrent);

        Assert.True(await leecher.TryDialAsync(swarm.Torrent, seeder.EndPoint, Swarm.Token));

        await swarm.ExpectCopyAsync(leecher, folder);
        // Other than some peers, we make empty files too.
        Assert.Equal(
            Payload.HashTree(swarm.Original, emptyFilesToo: true),
            Payload.HashTree(Path.Combine(folder, swarm.Torrent.Name), emptyFilesToo: true));
    }

    [Theory]
    [InlineData(PeerKind.Transmission)]
    [InlineData(PeerKind.QBittorrent)]
    [InlineData(PeerKind.Aria2)]
    [InlineData(PeerKind.Rtorrent)]
    [InlineData(PeerKind.Libtorrent)]
    public async Task We_seed_a_folder_of_odd_sizes(PeerKind leecherKind)
    {
        Requirements.Need(leecherKind);
        await using Swarm swarm = await Swarm.CreateAsync(Payload.OddFolder("odd folder", 12));
        RealPeer seeder = await swarm.SeederAsync(PeerKind.GSTorrent);
        (RealPeer leecher, string folder) = await swarm.LeecherAsync(leecherKind);

        Assert.True(await seeder.TryDialAsync(swarm.Torrent, leecher.EndPoint, Swarm.Token));

        await swarm.ExpectCopyAsync(leecher, folder);
    }

    [Theory]
    [InlineData(PeerKind.QBittorrent)]
    [InlineData(PeerKind.Libtorrent)]
    public async Task A_leecher_that_dials_us_gets_a_file(PeerKind leecherKind)
    {
        Requirements.Need(leecherKind);
        await using Swarm swarm = await Swarm.CreateAsync(Payload.SingleFile("single.bin", 3_456_789, 13));
        RealPeer seeder = await swarm.SeederAsync(PeerKind.GSTorrent);
        (RealPeer leecher, string folder) = await swarm.LeecherAsync(leecherKind);

        Assert.True(await leecher.TryDialAsync(swarm.Torrent, seeder.EndPoint, Swarm.Token));

        await swarm.ExpectCopyAsync(leecher, folder);
    }
}
