using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>The npm package @ctrl/transmission, on which other programs are built, with all that it can do.</summary>
public sealed class CtrlTransmissionTests
{
    [Fact]
    public async Task Its_whole_surface_works()
    {
        Requirements.Need("node");
        string folder = NodePackage.Require("transmission");
        await using ServedTorrent served = await ServedTorrent.StartAsync(ThreeFiles());
        string program = Path.Combine(folder, "run.js"), url = served.Server.ControlUrl.ToString();
        string said = await ExternalProcess.RunAsync(
            "node", [program, url, served.Downloads, served.Torrent.Path], served.Home, Swarm.Token);
        Assert.EndsWith(" calls", said, StringComparison.Ordinal);
    }

    private static Payload ThreeFiles() =>
        new("content", [("a.txt", 40_000), ("deep/b.bin", 90_000), ("c.txt", 7)], 75);
}
