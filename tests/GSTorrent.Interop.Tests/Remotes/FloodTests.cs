using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;

namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>
/// The real Flood controls our server, once as Transmission and once as qBittorrent, signed in with a name and a
/// password. What it shows and what it changes is compared with what the server itself says.
/// </summary>
public sealed class FloodTests
{
    private const string Magnet = "0123456789abcdef0123456789abcdef01234567";
    private const string User = "flood", Password = "correct horse battery";

    [Fact]
    public async Task As_transmission()
    {
        Requirements.Need("node");
        await using ServedTorrent served = await StartAsync(81);
        await using FloodServer flood = await FloodServer.StartAsync(
            served.Home, "--trurl", new Uri(served.Server.ControlUrl, "transmission/rpc").ToString(),
            "--truser", User, "--trpass", Password);
        await ControlAsync(served, flood);
    }

    [Fact]
    public async Task As_qbittorrent()
    {
        Requirements.Need("node");
        await using ServedTorrent served = await StartAsync(82);
        await using FloodServer flood = await FloodServer.StartAsync(
            served.Home, "--qburl", served.Server.ControlUrl.ToString().TrimEnd('/'),
            "--qbuser", User, "--qbpass", Password);
        await ControlAsync(served, flood);
        await InTheOrderOfTheFileAsync(served, flood);
    }

    [Fact]
    public async Task With_a_wrong_password_it_is_not_let_in()
    {
        Requirements.Need("node");
        await using ServedTorrent served = await StartAsync(83);
        await using FloodServer flood = await FloodServer.StartAsync(
            served.Home, "--trurl", new Uri(served.Server.ControlUrl, "transmission/rpc").ToString(),
            "--truser", User, "--trpass", "wrong");
        await Assert.ThrowsAsync<InvalidOperationException>(() => flood.GetAsync("client/connection-test"));
        await ServedTorrent.UntilAsync("its log says so", () => Task.FromResult(flood.Complaints.Count > 0));
    }

    private static async Task<ServedTorrent> StartAsync(int seed)
    {
        ServedTorrent served = await ServedTorrent.StartAsync(Payload.OddFolder("odd folder", seed), asksWho: true);
        await served.AddUserAsync(User, Password);
        return served;
    }

    private static async Task ControlAsync(ServedTorrent served, FloodServer flood)
    {
        Assert.True((bool)(await flood.GetAsync("client/connection-test"))!["isConnected"]!);
        await AddAsync(served, flood);
        await DownloadAsync(served, flood);
        await ChangeAsync(served, flood);
        await SettingsAsync(served, flood);
        await RemoveAsync(served, flood);
        await JournalAsync(served);
        Assert.Empty(flood.Complaints);
    }

    private static async Task AddAsync(ServedTorrent served, FloodServer flood)
    {
        string infoHash = served.Torrent.InfoHash;
        JsonNode? added = await flood.PostAsync("torrents/add-files", new JsonObject
        {
            ["files"] = new JsonArray(served.Torrent.ToBase64()),
            ["tags"] = new JsonArray("one", "two"),
            ["destination"] = served.Downloads,
            ["start"] = false,
        });
        Assert.Equal(infoHash, (string?)added![0]);
        JsonNode torrent = await served.TorrentAsync(infoHash);
        Assert.Equal("stopped", (string?)torrent["state"]);
        Assert.Equal(["one", "two"], Texts(torrent["tags"]));

        JsonNode shown = (await flood.TorrentAsync(infoHash))!;
        Assert.Equal("odd folder", (string?)shown["name"]);
        Assert.Equal(["one", "two"], Texts(shown["tags"]));
        Assert.Equal(served.Downloads, (string?)shown["directory"]);
        Assert.Equal((long?)torrent["totalBytes"], (long?)shown["sizeBytes"]);
        Assert.Contains("stopped", Texts(shown["status"]), StringComparer.Ordinal);
        Assert.DoesNotContain("error", Texts(shown["status"]), StringComparer.Ordinal);
        Assert.Equal(0, (double?)shown["percentComplete"]);

        JsonNode details = (await flood.GetAsync($"torrents/{infoHash}/details"))!;
        JsonArray contents = details["contents"]!.AsArray();
        Assert.Equal(served.Payload.Files.Count, contents.Count);
        Assert.Equal(served.Payload.TotalBytes, contents.Sum(file => (long)file!["sizeBytes"]!));
        Assert.Contains(contents, file => (string?)file!["path"] is "odd folder/größe/ñandú.txt");
        Assert.Contains(details["trackers"]!.AsArray(), item => (string?)item!["url"] is "http://127.0.0.1:9/announce");
        Assert.Empty(details["peers"]!.AsArray());
    }

    private static async Task DownloadAsync(ServedTorrent served, FloodServer flood)
    {
        string infoHash = served.Torrent.InfoHash;

        // So slowly that the peer can be seen at work.
        await served.ChangeAsync(infoHash, new JsonObject { ["downloadLimitBytesPerSecond"] = 300_000 });
        await flood.PostAsync("torrents/start", Of(infoHash));
        await served.DialSeederAsync();
        await ServedTorrent.UntilAsync("Flood shows a peer at work", async () =>
        {
            JsonArray peers = (await flood.GetAsync($"torrents/{infoHash}/peers"))!.AsArray();
            return peers.Any(peer => (string?)peer!["address"] is "127.0.0.1" && (long?)peer["downloadRate"] > 0
                && (double?)peer["completedPercent"] is 100 && (string?)peer["clientVersion"] is { Length: > 0 });
        });
        JsonNode shown = (await flood.TorrentAsync(infoHash))!;
        Assert.Equal(1, (int?)shown["seedsConnected"]);
        await served.ChangeAsync(infoHash, new JsonObject { ["downloadLimitBytesPerSecond"] = 0 });
        await ServedTorrent.UntilAsync("Flood shows it as complete", async () =>
            (await flood.TorrentAsync(infoHash)) is { } torrent && (double?)torrent["percentComplete"] is 100
            && Texts(torrent["status"]).Contains("seeding", StringComparer.Ordinal));
        Assert.Equal("seeding", (string?)(await served.TorrentAsync(infoHash))["state"]);
        JsonArray contents = (await flood.GetAsync($"torrents/{infoHash}/contents"))!.AsArray();
        Assert.All(contents.Where(file => (long)file!["sizeBytes"]! > 0), file =>
            Assert.Equal(100, (double?)file!["percentComplete"]));
        string copy = Path.Combine(served.Downloads, "odd folder");
        Assert.Equal(Payload.HashTree(served.Original), Payload.HashTree(copy));
    }

    private static async Task ChangeAsync(ServedTorrent served, FloodServer flood)
    {
        string infoHash = served.Torrent.InfoHash;
        await flood.PostAsync("torrents/stop", Of(infoHash));
        await ServedTorrent.UntilAsync("it is stopped", async () =>
            (string?)(await served.TorrentAsync(infoHash))["state"] is "stopped");
        await flood.PostAsync("torrents/check-hash", Of(infoHash));
        await ServedTorrent.UntilAsync("the check has ended", async () =>
            await served.TorrentAsync(infoHash) is var torrent && (string?)torrent["state"] is "stopped"
            && (double?)torrent["progress"] is 1);
        await flood.PatchAsync("torrents/tags", With(infoHash, "tags", new JsonArray("three")));
        await ServedTorrent.UntilAsync("the tags are others", async () =>
            Texts((await served.TorrentAsync(infoHash))["tags"]) is ["three"]);
        await flood.PatchAsync("torrents/trackers", With(
            infoHash, "trackers", new JsonArray("http://127.0.0.1:8/announce", "http://127.0.0.1:7/announce")));
        string?[] urls = [.. (await flood.GetAsync($"torrents/{infoHash}/trackers"))!.AsArray()
            .Select(tracker => (string?)tracker!["url"]).Order(StringComparer.Ordinal)];
        Assert.Equal(["http://127.0.0.1:7/announce", "http://127.0.0.1:8/announce"], urls);
        await flood.PatchAsync($"torrents/{infoHash}/contents", new JsonObject
        {
            ["indices"] = new JsonArray(0),
            ["priority"] = 2,
        });
        Assert.Equal(2, (int?)(await flood.GetAsync($"torrents/{infoHash}/contents"))![0]!["priority"]);
        await flood.PatchAsync("torrents/priority", With(infoHash, "priority", 2));
        await flood.PostAsync("torrents/reannounce", Of(infoHash));
        string target = Path.Combine(served.Downloads, "moved");
        JsonObject move = With(infoHash, "destination", target);
        (move["moveFiles"], move["isBasePath"], move["isCheckHash"]) = (true, false, false);
        await flood.PostAsync("torrents/move", move);
        await ServedTorrent.UntilAsync("Flood shows it in its new place", async () =>
            string.Equals((string?)(await flood.TorrentAsync(infoHash))!["directory"], target, StringComparison.Ordinal)
            && Directory.Exists(Path.Combine(target, "odd folder")));
    }

    // Flood divides and multiplies by 1024, so Transmission's kB are not to the byte what was typed.
    private static async Task SettingsAsync(ServedTorrent served, FloodServer flood)
    {
        JsonNode settings = (await flood.GetAsync("client/settings"))!;
        Assert.Equal(served.Downloads, (string?)settings["directoryDefault"]);
        Assert.Equal(0, (long?)settings["throttleGlobalDownSpeed"]);
        await flood.PatchAsync("client/settings", new JsonObject { ["throttleGlobalDownSpeed"] = 512_500 });
        long shown = (long)(await flood.GetAsync("client/settings"))!["throttleGlobalDownSpeed"]!;
        Assert.InRange(shown, 512_000, 513_024);
        await flood.PatchAsync("client/settings", new JsonObject { ["throttleGlobalDownSpeed"] = 0 });
        Assert.Equal(0, (long?)(await flood.GetAsync("client/settings"))!["throttleGlobalDownSpeed"]);
    }

    private static async Task RemoveAsync(ServedTorrent served, FloodServer flood)
    {
        string infoHash = served.Torrent.InfoHash;
        try
        {
            await flood.PostAsync("torrents/add-urls", new JsonObject
            {
                ["urls"] = new JsonArray($"magnet:?xt=urn:btih:{Magnet}&dn=a+magnet"),
                ["tags"] = new JsonArray("linked"),
                ["destination"] = served.Downloads,
                ["start"] = true,
            });
        }
        catch (InvalidOperationException told) when (told.Message.Contains($"answered {HttpStatusCode.Accepted}",
            StringComparison.Ordinal))
        {
            // From qBittorrent it has no info-hash, and says "accepted".
        }

        Assert.Equal(["linked"], Texts((await served.TorrentAsync(Magnet))["tags"]));
        await flood.PostAsync("torrents/delete", Of(Magnet));
        await flood.PostAsync("torrents/delete", With(infoHash, "deleteData", true));
        await ServedTorrent.UntilAsync("the content is gone", () => Task.FromResult(
            !Directory.Exists(Path.Combine(served.Downloads, "moved", "odd folder"))));
        Assert.Null(await flood.TorrentAsync(infoHash));
        Assert.Equal(HttpStatusCode.NotFound, await served.StatusOfAsync(infoHash));
        Assert.Equal(HttpStatusCode.NotFound, await served.StatusOfAsync(Magnet));
    }

    private static async Task JournalAsync(ServedTorrent served)
    {
        JsonNode page = (await served.Server.Http.GetFromJsonAsync<JsonNode>("journal?limit=500", Swarm.Token))!;
        string[] changes =
        [
            .. page["entries"]!.AsArray().Where(entry => (string?)entry!["kind"] is "changed-by-api")
                .Select(entry => (string)entry!["text"]!)
                .Where(text => text.EndsWith($", by '{User}' (admin) from 127.0.0.1.", StringComparison.Ordinal)),
        ];
        foreach (string what in (string[])["add", "start", "stop", "delete|remove"])
            Assert.Contains(changes, change => what.Split('|').Any(change.Contains));
    }

    private static async Task InTheOrderOfTheFileAsync(ServedTorrent served, FloodServer flood)
    {
        string infoHash = served.Torrent.InfoHash;
        await flood.PostAsync("torrents/add-files", new JsonObject
        {
            ["files"] = new JsonArray(served.Torrent.ToBase64()),
            ["destination"] = served.Downloads,
            ["isSequential"] = true,
            ["isInitialSeeding"] = true,
        });
        JsonNode torrent = await served.TorrentAsync(infoHash);
        Assert.Equal((true, true), ((bool?)torrent["sequential"], (bool?)torrent["superSeeding"]));
        await flood.PatchAsync("torrents/sequential", With(infoHash, "isSequential", false));
        Assert.False((bool?)(await served.TorrentAsync(infoHash))["sequential"]);
        Assert.Empty(flood.Complaints);
    }

    private static JsonObject Of(string infoHash) => new() { ["hashes"] = new JsonArray(infoHash) };

    private static JsonObject With(string infoHash, string name, JsonNode value)
    {
        JsonObject body = Of(infoHash);
        body[name] = value;
        return body;
    }

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(item => (string?)item ?? "")];
}
