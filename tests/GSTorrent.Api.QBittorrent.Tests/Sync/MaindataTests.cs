using System.Text.Json.Nodes;
using CsCheck;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.QBittorrent.Tests.Sync;

public sealed class MaindataTests
{
    private const int Torrents = 6;

    private static readonly string AllHashes = string.Join('|', Enumerable.Range(0, Torrents).Select(Samples.Hash));

    // What an operation does to one torrent, of which there may be none.
    private static readonly (string Route, Func<string, int, (string, string)[]> Fields)[] Operations =
    [
        ("torrents/delete", (hash, _) => [("hashes", hash)]),
        ("torrents/delete", (_, _) => [("hashes", AllHashes)]),
        ("torrents/start", (hash, _) => [("hashes", hash)]),
        ("torrents/stop", (hash, _) => [("hashes", hash)]),
        ("torrents/rename", (hash, n) => [("hash", hash), ("name", $"name {n}")]),
        ("torrents/setDownloadLimit", (hash, n) => [("hashes", hash), ("limit", $"{n * 1000}")]),
        ("torrents/setShareLimits", (hash, n) => [("hashes", hash), ("ratioLimit", $"{n - 2}")]),
        ("torrents/addTags", (hash, n) => [("hashes", hash), ("tags", $"tag {n}")]),
        ("torrents/removeTags", (hash, n) => [("hashes", hash), ("tags", $"tag {n}")]),
        ("torrents/createTags", (_, n) => [("tags", $"free {n}")]),
        ("torrents/deleteTags", (_, n) => [("tags", $"free {n},tag {n}")]),
        ("torrents/createCategory", (_, n) => [("category", $"category {n}")]),
        ("torrents/removeCategories", (_, n) => [("categories", $"category {n}")]),
        ("torrents/addTrackers", (hash, n) => [("hash", hash), ("urls", $"http://127.0.0.1:{n + 1}/announce")]),
        ("torrents/removeTrackers", (hash, n) => [("hash", hash), ("urls", $"http://127.0.0.1:{n + 1}/announce")]),
        ("torrents/toggleSequentialDownload", (hash, _) => [("hashes", hash)]),
        ("torrents/topPrio", (hash, _) => [("hashes", hash)]),
        ("torrents/decreasePrio", (hash, _) => [("hashes", hash)]),
        ("app/setPreferences", (_, n) => [("json", $$"""{"queueing_enabled":{{(n % 2 == 0 ? "true" : "false")}}}""")]),
        ("app/setPreferences", (_, n) => [("json", $$"""{"max_ratio_enabled":true,"max_ratio":{{n}}}""")]),
        ("transfer/toggleSpeedLimitsMode", (_, _) => []),
    ];

    [Fact]
    public async Task Deltas_replayed_by_a_client_give_the_whole_list()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var client = new ModelClient();
        (int Operation, int Torrent, int Number, int Luck)[] steps = Gen.Select(
            Gen.Int[0, Operations.Length + 5], Gen.Int[0, Torrents - 1], Gen.Int[0, 4], Gen.Int[0, 9])
            .Array[400].Single();
        foreach ((int operation, int torrent, int number, int luck) in steps)
        {
            if (operation < Operations.Length)
            {
                (string route, Func<string, int, (string, string)[]> fields) = Operations[operation];
                await IgnoreAsync(server, route, fields(Samples.Hash(torrent), number));
            }
            else await server.AddAsync(torrent, ("category", $"category {number}"));

            // One answer of ten is lost; one time in ten the client comes with a number of its own making.
            long rid = luck == 1 ? 12345 : client.Rid;
            JsonNode answer = await server.JsonAsync($"sync/maindata?rid={rid}");
            if (luck != 0) client.Take(answer);
        }

        await SettleAsync(server, client);
        Assert.True((await server.JsonAsync($"sync/maindata?rid={client.Rid}"))["full_update"] is null);
    }

    [Fact]
    public async Task A_delta_holds_only_what_changed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        for (int i = 0; i < Torrents; i++) await server.AddAsync(i);
        long rid = (long)(await server.JsonAsync("sync/maindata"))["rid"]!;
        await server.PostAsync("torrents/setUploadLimit", 200, ("hashes", Samples.Hash(3)), ("limit", "77"));
        JsonNode delta = await server.JsonAsync($"sync/maindata?rid={rid}");
        KeyValuePair<string, JsonNode?> changed = Assert.Single(delta["torrents"]!.AsObject());
        Assert.Equal(
            (Samples.Hash(3), """{"up_limit":77}"""), (changed.Key, changed.Value!.ToJsonString()));
        Assert.Null(delta["tags"]);
        Assert.Null(delta["trackers"]);
        Assert.Null(delta["categories"]);
    }

    [Fact]
    public async Task Clients_with_the_same_token_do_not_disturb_each_other()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        ModelClient one = new(), two = new();
        one.Take(await server.JsonAsync("sync/maindata"));
        two.Take(await server.JsonAsync("sync/maindata"));
        await server.AddAsync(1);
        one.Take(await server.JsonAsync($"sync/maindata?rid={one.Rid}"));
        JsonNode answer = await server.JsonAsync($"sync/maindata?rid={two.Rid}");
        Assert.Null(answer["full_update"]);
        two.Take(answer);
        await SettleAsync(server, one);
        await SettleAsync(server, two);
    }

    [Fact]
    public async Task One_callers_number_means_nothing_to_another()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string read = await server.TokenOfAsync(AccessRole.Read);
        JsonNode mine = await server.JsonAsync("sync/maindata");
        JsonNode theirs = await server.JsonAsync($"sync/maindata?rid={mine["rid"]}", read);
        Assert.True((bool)theirs["full_update"]!);
    }

    [Fact]
    public async Task When_the_queue_moves_only_places_are_told()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.PostAsync("app/setPreferences", 200, ("json", """{"queueing_enabled":true}"""));
        for (int i = 0; i < 3; i++) await server.AddAsync(i);
        long rid = (long)(await server.JsonAsync("sync/maindata"))["rid"]!;
        await server.PostAsync("torrents/topPrio", 200, ("hashes", Samples.Hash(2)));
        JsonNode torrents = (await server.JsonAsync($"sync/maindata?rid={rid}"))["torrents"]!;
        Assert.Equal(
            [2, 3, 1], Enumerable.Range(0, 3).Select(i => (int)torrents[Samples.Hash(i)]!["priority"]!));
        Assert.All(torrents.AsObject(), pair => Assert.Single(pair.Value!.AsObject()));
    }

    // Torrents that run go on changing for a moment after the last operation.
    private static async Task SettleAsync(RunningServer server, ModelClient client)
    {
        string told = "", whole = "x";
        for (int attempt = 0; attempt < 200 && told != whole; attempt++)
        {
            var fresh = new ModelClient();
            client.Take(await server.JsonAsync($"sync/maindata?rid={client.Rid}"));
            fresh.Take(await server.JsonAsync("sync/maindata"));
            (told, whole) = (client.Show(), fresh.Show());
        }

        Assert.Equal(whole, told);
    }

    private static async Task IgnoreAsync(RunningServer server, string route, (string Name, string Value)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using HttpResponseMessage response = await server.SendAsync("POST", route, form);
        Assert.True((int)response.StatusCode < 500, $"{route}: {response.StatusCode}");
    }
}
