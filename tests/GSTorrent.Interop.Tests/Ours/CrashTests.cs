using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>kill -9 in the middle of a download: nothing that was verified is lost and nothing is read again.</summary>
public sealed class CrashTests
{
    private const long MiB = 1024 * 1024;
    private const int UsualKills = 50;
    private const string KillsVariable = "GSTORRENT_KILLS";

    /// <summary>As many as the variable says, for long runs by hand.</summary>
    private static readonly int s_kills =
        int.TryParse(Environment.GetEnvironmentVariable(KillsVariable), CultureInfo.InvariantCulture, out int kills)
            ? kills : UsualKills;

    [Theory]
    [InlineData(64, 8, 31)]
    [InlineData(400, 0, 32)]
    public async Task A_download_killed_again_and_again_completes_bit_exact(int sizeMiB, int limitMiB, int seed)
    {
        Requirements.Need("mktorrent");
        await using Swarm swarm =
            await Swarm.CreateAsync(Payload.SingleFile("crash.bin", (sizeMiB * MiB) + 4321, seed));
        await using var seeder = new GSTorrentPeer();
        await seeder.StartAsync(Swarm.Token);
        await seeder.SeedAsync(swarm.Torrent, Path.GetDirectoryName(swarm.Original)!, Swarm.Token);
        var limit = new JsonObject { ["uploadLimitBytesPerSecond"] = limitMiB * MiB };
        await seeder.Server.Http.PutAsJsonAsync($"torrents/{swarm.Torrent.InfoHash}/limits", limit, Swarm.Token);
        string destination = swarm.Folder.Sub("killed"), state = swarm.Folder.Sub("state");
        var random = new Random(seed);
        long doneBefore = 0;
        for (int kill = 0; kill <= s_kills; kill++)
        {
            // Every fifth time it dies while it starts, otherwise when so much more has come.
            bool duringStart = kill % 5 == 4;
            if (duringStart) await KillDuringStartAsync(destination, state, random);
            await using GSTorrentProcess leecher = await StartAsync(destination, state);
            if (kill == 0) await AddAsync(leecher, swarm.Torrent);
            await DialAsync(leecher, swarm.Torrent, seeder);
            JsonNode found = await ShowAsync(leecher, swarm.Torrent);
            Assert.InRange((long)found["doneBytes"]!, doneBefore - (16 * MiB), long.MaxValue);
            long more = random.Next(1, Math.Max(2, 2 * sizeMiB / (s_kills + 1))) * MiB;
            long goal = kill == s_kills
                ? swarm.Payload.TotalBytes
                : Math.Min((long)found["doneBytes"]! + more, swarm.Payload.TotalBytes);
            doneBefore = await WaitForAsync(leecher, swarm.Torrent, goal);
            if (kill < s_kills) await leecher.KillAsync();
            else await AssertNeverRecheckedAsync(leecher);
        }

        await swarm.Payload.WaitForCopyAsync(swarm.Original, destination, 20_000, Swarm.Token);
        JsonNode sent = await ShowAsync(seeder.Server, swarm.Torrent);
        Assert.InRange((long)sent["uploadedBytes"]!, 0, swarm.Payload.TotalBytes + (s_kills * 16 * MiB));
    }

    private static Task<GSTorrentProcess> StartAsync(string destination, string state) =>
        GSTorrentProcess.StartAsync(destination, state, [], Swarm.Token);

    private static async Task KillDuringStartAsync(string destination, string state, Random random)
    {
        string[] arguments =
            ["-d", destination, "--state-dir", state, "-p", "0", "--peer-port", "0", "--offline"];
        await using ExternalProcess starting =
            ExternalProcess.Start(GSTorrentBinary.Find()!, arguments, destination);
        await Task.Delay(random.Next(20, 600), Swarm.Token);
        starting.Kill();
        await starting.WaitAsync(Swarm.Token);
    }

    private static async Task AddAsync(GSTorrentProcess server, TorrentFile torrent)
    {
        var request = new JsonObject { ["torrentFile"] = torrent.ToBase64() };
        using HttpResponseMessage response = await server.Http.PostAsJsonAsync("torrents", request, Swarm.Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Swarm.Token));
    }

    private static async Task DialAsync(GSTorrentProcess server, TorrentFile torrent, GSTorrentPeer seeder)
    {
        var request = new JsonObject { ["peers"] = new JsonArray(seeder.EndPoint.ToString()) };
        using HttpResponseMessage response =
            await server.Http.PostAsJsonAsync($"torrents/{torrent.InfoHash}/peers", request, Swarm.Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Swarm.Token));
    }

    private static async Task<JsonNode> ShowAsync(GSTorrentProcess server, TorrentFile torrent) =>
        (await server.Http.GetFromJsonAsync<JsonNode>($"torrents/{torrent.InfoHash}", Swarm.Token))!;

    private static async Task<long> WaitForAsync(GSTorrentProcess server, TorrentFile torrent, long doneBytes)
    {
        long done = 0;
        await Poll.UntilAsync(
            async _ =>
            {
                JsonNode row = await ShowAsync(server, torrent);
                Assert.True(row["error"] is null, (string?)row["error"]);
                done = (long)row["doneBytes"]!;
                return done >= doneBytes;
            },
            $"{doneBytes} bytes are there", 60_000, Swarm.Token);
        return done;
    }

    private static async Task AssertNeverRecheckedAsync(GSTorrentProcess server)
    {
        JsonNode journal = (await server.Http.GetFromJsonAsync<JsonNode>("journal?since=0", Swarm.Token))!;
        foreach (JsonNode? entry in journal["entries"]!.AsArray())
            Assert.DoesNotContain("recheck", (string)entry!["kind"]!, StringComparison.Ordinal);
    }
}
