using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Ours;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>The main job by the program as it is shipped, compiled ahead of time.</summary>
public sealed class NativeAotTests
{
    [Fact]
    public async Task The_native_program_downloads_and_seeds()
    {
        Requirements.Need(PeerKind.Libtorrent, PeerKind.QBittorrent);
        string? binary = GSTorrentBinary.FindNative();
        Assert.SkipWhen(binary is null, "not published: artifacts/native/GSTorrent");
        await using Swarm swarm = await Swarm.CreateAsync(Payload.OddFolder("native", 51));
        RealPeer seeder = await swarm.SeederAsync(PeerKind.Libtorrent);
        await using var ours = new GSTorrentPeer(binary);
        await ours.StartAsync(Swarm.Token);
        string folder = swarm.Folder.Sub("ours");
        await ours.AddAsync(swarm.Torrent, folder, Swarm.Token);

        Assert.True(await ours.TryDialAsync(swarm.Torrent, seeder.EndPoint, Swarm.Token));
        await swarm.ExpectCopyAsync(ours, folder);

        (RealPeer leecher, string copy) = await swarm.LeecherAsync(PeerKind.QBittorrent);
        Assert.True(await ours.TryDialAsync(swarm.Torrent, leecher.EndPoint, Swarm.Token));
        await swarm.ExpectCopyAsync(leecher, copy);
        Assert.Equal(0, await ours.Server.StopAsync());
    }
}
