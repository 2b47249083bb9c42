using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>What was acknowledged is there after kill -9: adds, removals and settings.</summary>
public sealed class DurabilityTests
{
    private const int Storms = 6;

    [Fact]
    public async Task Acknowledged_changes_survive_kill_at_any_moment()
    {
        using var folder = new TemporaryFolder();
        string destination = folder.Sub("downloads"), state = folder.Sub("state");
        var random = new Random(41);
        var expected = new HashSet<string>(StringComparer.Ordinal);
        string limit = "0";
        for (int storm = 0; storm <= Storms; storm++)
        {
            await using GSTorrentProcess server =
                await GSTorrentProcess.StartAsync(destination, state, [], Swarm.Token);
            await AssertStateAsync(server, expected, limit);
            if (storm == Storms) break;
            await StormAsync(server, storm, random, expected);
            limit = ((storm + 1) * 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var patch = new JsonObject { ["values"] = new JsonObject { ["transfers.upload-limit"] = limit } };
            using HttpResponseMessage set = await server.Http.PatchAsJsonAsync("settings", patch, Swarm.Token);
            Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync(Swarm.Token));
            await server.KillAsync();
        }
    }

    private static async Task StormAsync(
        GSTorrentProcess server, int storm, Random random, HashSet<string> expected)
    {
        Task<string>[] adds = [.. Enumerable.Range(0, random.Next(3, 21)).Select(i => AddAsync(server, storm, i))];
        foreach (string infoHash in await Task.WhenAll(adds)) Assert.True(expected.Add(infoHash));
        string victim = expected.First();
        using HttpResponseMessage removed = await server.Http.DeleteAsync($"torrents/{victim}", Swarm.Token);
        Assert.True(removed.IsSuccessStatusCode, await removed.Content.ReadAsStringAsync(Swarm.Token));
        expected.Remove(victim);
    }

    private static async Task<string> AddAsync(GSTorrentProcess server, int storm, int number)
    {
        string name = $"storm {storm} torrent {number}";
        string torrent =
            $"d4:infod6:lengthi16384e4:name{name.Length}:{name}12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee";
        var request = new JsonObject { ["torrentFile"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(torrent)) };
        using HttpResponseMessage response = await server.Http.PostAsJsonAsync("torrents", request, Swarm.Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Swarm.Token));
        return (string)(await response.Content.ReadFromJsonAsync<JsonNode>(Swarm.Token))!["infoHash"]!;
    }

    private static async Task AssertStateAsync(GSTorrentProcess server, HashSet<string> expected, string limit)
    {
        JsonNode list = (await server.Http.GetFromJsonAsync<JsonNode>("torrents", Swarm.Token))!;
        string[] present = [.. list["torrents"]!.AsArray().Select(row => (string)row!["infoHash"]!)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), present.Order(StringComparer.Ordinal));
        Assert.All(
            list["torrents"]!.AsArray(),
            row => Assert.StartsWith("storm ", (string?)row!["name"], StringComparison.Ordinal));
        JsonNode settings = (await server.Http.GetFromJsonAsync<JsonNode>("settings", Swarm.Token))!;
        JsonNode? setting = settings.AsArray()
            .Single(row => string.Equals((string?)row!["name"], "transfers.upload-limit", StringComparison.Ordinal));
        Assert.Equal(limit, (string?)setting!["value"]);
    }
}
