using System.Text.Json;
using GSTorrent.Api.Contracts;

namespace GSTorrent.Api.Native.Tests.Torrents;

public sealed class ListAndChangeTests
{
    private static ContractsJsonContext Json => ContractsJsonContext.Default;

    [Fact]
    public async Task The_list_is_filtered_sorted_and_paged_by_the_server()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        for (int i = 1; i <= 4; i++) await server.AddAsync(i);
        await server.AskAsync("PATCH", "torrents/2", 200, Json.TorrentDto, """{"addedTags":["keep"]}""");
        await server.AskAsync("PATCH", "torrents/4", 200, Json.TorrentDto, """{"addedTags":["keep"]}""");
        TorrentListDto kept =
            await server.AskAsync("GET", "torrents?filter=tag:keep&sort=-id", 200, Json.TorrentListDto);
        Assert.Equal([4, 2], kept.Torrents.Select(torrent => torrent.Id));
        TorrentListDto page = await server.AskAsync("GET", "torrents?offset=1&limit=2", 200, Json.TorrentListDto);
        Assert.Equal([2, 3], page.Torrents.Select(torrent => torrent.Id));
        Assert.Equal(4, page.Total);
        using HttpResponseMessage some = await server.SendAsync("GET", "torrents?fields=name&limit=1");
        using JsonDocument json = JsonDocument.Parse(await some.Content.ReadAsStringAsync());
        Assert.Equal(
            ["id", "name"], json.RootElement.GetProperty("torrents")[0].EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData("filter=rato>2", "filter-invalid")]
    [InlineData("sort=nmae", "sort-invalid")]
    [InlineData("fields=nmae", "bad-request")]
    [InlineData("limit=-1", "bad-request")]
    public async Task A_wrong_question_says_what_is_wrong(string query, string code)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        ProblemDto problem = await server.AskAsync("GET", "torrents?" + query, 400, Json.ProblemDto);
        Assert.Equal(code, problem.Code);
    }

    [Fact]
    public async Task A_patch_changes_all_or_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentDto torrent = await server.AddAsync(1);
        await server.AskAsync("PUT", "categories/films/old", 201, Json.CategoryDto, "{}");
        const string Body = """
            {"name":"n","category":"films/old","sequential":true,"forced":true,"firstLastFirst":true,
             "shareLimits":{"ratio":2,"seedingTimeS":-1,"action":"remove"},"webSeeds":["http://example.org/a"],
             "trackerTiers":[["http://127.0.0.1:9/announce"]],"comment":"mine","uploadSlots":3}
            """;
        TorrentDto changed = await server.AskAsync("PATCH", $"torrents/{torrent.Id}", 200, Json.TorrentDto, Body);
        Assert.Equal(("n", "films/old"), (changed.Name, changed.Category));
        Assert.True(changed is { Sequential: true, Forced: true, FirstLastFirst: true });
        Assert.Equal((2, -1), (changed.RatioLimit, changed.SeedingTimeLimitS));
        Assert.Equal(ShareLimitAction.Remove, changed.LimitAction);
        TorrentFactsDto facts = await server.AskAsync("GET", $"torrents/{torrent.Id}/facts", 200, Json.TorrentFactsDto);
        Assert.Equal(("mine", 3), (facts.Comment, facts.UploadSlots));
        Assert.Equal(["http://example.org/a"], facts.WebSeeds);
        Assert.Contains("127.0.0.1", facts.Magnet, StringComparison.Ordinal);
        await server.AskAsync(
            "PATCH", $"torrents/{torrent.Id}", 404, Json.ProblemDto, """{"name":"other","category":"none"}""");
        Assert.Equal("n", (await server.AskAsync("GET", $"torrents/{torrent.Id}", 200, Json.TorrentDto)).Name);
        using HttpResponseMessage file = await server.SendAsync("GET", $"torrents/{torrent.Id}/torrent-file");
        Assert.Equal("application/x-bittorrent", file.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "http://127.0.0.1:9/announce", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Categories_and_tags_are_listed_made_and_removed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string films = Path.Combine(server.Destination, "films");
        string body = JsonSerializer.Serialize(new CategoryRequest { Destination = films }, Json.CategoryRequest);
        CategoryDto made = await server.AskAsync("PUT", "categories/films", 201, Json.CategoryDto, body);
        Assert.Equal(films, made.Destination);
        Assert.Equal("", (await server.AskAsync("PUT", "categories/films", 200, Json.CategoryDto, "{}")).Destination);
        await server.AskAsync("PUT", "categories/out", 403, Json.ProblemDto, """{"destination":"/etc"}""");
        Assert.Equal("films", Assert.Single(
            await server.AskAsync("GET", "categories", 200, Json.IReadOnlyListCategoryDto)).Name);
        (await server.SendAsync("DELETE", "categories/films")).Dispose();
        Assert.Empty(await server.AskAsync("GET", "categories", 200, Json.IReadOnlyListCategoryDto));
        await server.AskAsync("DELETE", "categories/films", 404, Json.ProblemDto);
        (await server.SendAsync("PUT", "tags/keep")).Dispose();
        Assert.Equal(["keep"], await server.AskAsync("GET", "tags", 200, Json.IReadOnlyListString));
        (await server.SendAsync("DELETE", "tags/keep")).Dispose();
        Assert.Empty(await server.AskAsync("GET", "tags", 200, Json.IReadOnlyListString));
    }

    [Fact]
    public async Task Torrents_move_in_the_queue()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        for (int i = 1; i <= 3; i++) await server.AddAsync(i);
        using HttpResponseMessage moved =
            await server.SendAsync("POST", "queue/moves", """{"direction":"top","ids":[3]}""");
        Assert.Equal(204, (int)moved.StatusCode);
        Assert.Equal([3, 1, 2], await OrderAsync(server));
        await server.AskAsync("PATCH", "torrents/1", 200, Json.TorrentDto, """{"queuePlace":2}""");
        Assert.Equal([3, 2, 1], await OrderAsync(server));
    }

    private static async Task<IEnumerable<int>> OrderAsync(RunningServer server) =>
        (await server.AskAsync("GET", "torrents?sort=queue", 200, Json.TorrentListDto)).Torrents.Select(one => one.Id);
}
