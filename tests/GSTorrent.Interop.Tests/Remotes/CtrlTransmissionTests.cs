using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>The npm package @ctrl/transmission, on which other programs are built, with all that it can do.</summary>
public sealed class CtrlTransmissionTests
{
    private const string User = "ctrl", Password = "ein längeres Passwort";

    /// <summary>With a name and a password, and where nobody has to sign in.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_whole_surface_works(bool asksWho)
    {
        Requirements.Need("node");
        string folder = NodePackage.Require("transmission");
        await using ServedTorrent served = await ServedTorrent.StartAsync(ThreeFiles(), asksWho);
        if (asksWho) await served.AddUserAsync(User, Password);
        string program = Path.Combine(folder, "run.js"), url = served.Server.ControlUrl.ToString();
        string[] signIn = asksWho ? [User, Password] : [];
        string said = await ExternalProcess.RunAsync(
            "node", [program, url, served.Downloads, served.Torrent.Path, .. signIn], served.Home, Swarm.Token);
        Assert.EndsWith(" calls", said, StringComparison.Ordinal);
    }

    private static Payload ThreeFiles() =>
        new("content", [("a.txt", 40_000), ("deep/b.bin", 90_000), ("c.txt", 7)], 75);
}
