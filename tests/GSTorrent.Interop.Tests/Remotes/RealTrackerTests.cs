using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Opentracker;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>What a real tracker told, and when it is asked again, is shown by both APIs of other programs.</summary>
public sealed class RealTrackerTests
{
    private const string Program = "transmission-remote";

    [Fact]
    public async Task It_is_shown_as_transmission_and_as_qbittorrent()
    {
        Requirements.Need(Program, OpentrackerProcess.Program);
        await using var tracker = new OpentrackerProcess();
        await using ServedTorrent served = await ServedTorrent.StartAsync(
            Payload.SingleFile("tracked.bin", 400_000, 85), announceUrl: tracker.HttpUrl);
        await tracker.StartAsync([served.Torrent.InfoHash], Swarm.Token);
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{served.Server.ControlUrl.Port}");
        await SaysAsync(served, address, "--add", served.Torrent.Path);
        await ServedTorrent.UntilAsync("the tracker has answered", async () =>
            (await SaysAsync(served, address, "-t", "1", "--info-trackers"))
                .Contains("Got a list of", StringComparison.Ordinal));
        string told = await SaysAsync(served, address, "-t", "1", "--info-trackers");
        Assert.Contains("Asking for more peers in", told, StringComparison.Ordinal);

        JsonNode shown = (await served.Server.Http.GetFromJsonAsync<JsonNode>("/api/v2/torrents/info", Swarm.Token))!;
        Assert.InRange((long)shown[0]!["reannounce"]!, 1, 7_200);
        JsonArray trackers = (await served.Server.Http.GetFromJsonAsync<JsonArray>(
            $"/api/v2/torrents/trackers?hash={served.Torrent.InfoHash}", Swarm.Token))!;
        JsonNode real = trackers.Single(item => (int)item!["tier"]! == 0)!;
        Assert.Equal((2, "", 0), ((int)real["status"]!, (string?)real["msg"], (int)real["num_seeds"]!));
        Assert.InRange((int)real["num_peers"]!, 0, 1);
        Assert.Equal(1, (int)real["num_leeches"]!);
    }

    private static async Task<string> SaysAsync(ServedTorrent served, string address, params string[] arguments)
    {
        await using var program = ExternalProcess.Start(Program, [address, .. arguments], served.Home);
        await program.WaitAsync(Swarm.Token);
        return program.Output;
    }
}
