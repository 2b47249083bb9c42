using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>A real client library of qBittorrent's Web API against our server.</summary>
public sealed class QBittorrentClientTests
{
    private const string Package = "qbittorrent";

    [Fact]
    public async Task Its_whole_surface_works()
    {
        Requirements.Need("node");
        string folder = NodePackage.Require(Package);
        using var home = new TemporaryFolder();
        string destination = home.Sub("downloads");
        await using GSTorrentProcess server = await GSTorrentProcess.StartAsync(
            destination, home.Sub("state"), [], Swarm.Token);
        string output = await ExternalProcess.RunAsync(
            "node",
            [Path.Combine(folder, "surface.mjs"), server.ControlUrl.ToString(), server.Token, destination],
            home.Path, Swarm.Token);
        Assert.Matches("^[0-9]{2,} methods", output);
    }
}
