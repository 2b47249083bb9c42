using System.Text.Json.Nodes;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.QBittorrent.Tests.Access;

/// <summary>Somebody who sees one category and what lies below it.</summary>
public sealed class CategoryBoundTests
{
    [Fact]
    public async Task Other_torrents_do_not_exist()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = await CookieOfAsync(server);
        await server.AddAsync(1, ("category", "tv/new"));
        await server.AddAsync(2, ("category", "films"));
        string other = Samples.Hash(2);
        JsonNode list = JsonNode.Parse(await SendAsync(server, cookie, "GET", "torrents/info", 200))!;
        Assert.Equal([Samples.Hash(1)], list.AsArray().Select(torrent => (string)torrent!["hash"]!));
        Assert.Equal("1", await SendAsync(server, cookie, "GET", "torrents/count", 200));
        foreach (string route in new[] { "properties", "files", "trackers", "export", "pieceStates", "webseeds" })
            await SendAsync(server, cookie, "GET", $"torrents/{route}?hash={other}", 404);
        await SendAsync(server, cookie, "GET", $"sync/torrentPeers?hash={other}", 404);
        Assert.Equal("""{"tv/new":{"name":"tv/new","savePath":""}}""",
            await SendAsync(server, cookie, "GET", "torrents/categories", 200));
    }

    [Fact]
    public async Task Other_torrents_are_not_changed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = await CookieOfAsync(server);
        await server.AddAsync(1, ("category", "tv"));
        await server.AddAsync(2, ("category", "films"));
        await SendAsync(server, cookie, "POST", "torrents/delete", 200, ("hashes", "all"));
        Assert.Equal(Samples.Hash(2), (string)(await server.JsonAsync("torrents/info"))[0]!["hash"]!);
        await SendAsync(server, cookie, "POST", "torrents/rename", 404, ("hash", Samples.Hash(2)), ("name", "x"));
        await SendAsync(server, cookie, "POST", "torrents/removeCategories", 200, ("categories", "films\ntv"));
        Assert.Equal(["films"], (await server.JsonAsync("torrents/categories")).AsObject().Select(pair => pair.Key));
        await SendAsync(server, cookie, "POST", "torrentcreator/addTask", 403, ("sourcePath", server.Destination));
        await SendAsync(server, cookie, "GET", $"app/getDirectoryContent?dirPath={server.Destination}", 403);
        await SendAsync(server, cookie, "GET", $"app/getFreeSpaceAtPath?path={server.Destination}", 403);
    }

    [Fact]
    public async Task Tags_and_the_log_of_others_stay_their_own()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = await CookieOfAsync(server);
        await server.AddAsync(1, ("category", "tv"), ("tags", "a"));
        await server.AddAsync(2, ("tags", "a"));
        await SendAsync(server, cookie, "POST", "torrents/deleteTags", 200, ("tags", "a"));
        Assert.Equal("", (string)(await server.TorrentAsync(Samples.Hash(1)))["tags"]!);
        Assert.Equal("a", (string)(await server.TorrentAsync(Samples.Hash(2)))["tags"]!);
        JsonNode log = JsonNode.Parse(await SendAsync(server, cookie, "GET", "log/main", 200))!;
        Assert.Equal("sample-1.txt was added.", (string)Assert.Single(log.AsArray())!["message"]!);
    }

    [Fact]
    public async Task Tags_are_those_that_the_own_torrents_bear()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = await CookieOfAsync(server);
        await server.AddAsync(1, ("category", "tv"), ("tags", "new,both"));
        await server.AddAsync(2, ("category", "films"), ("tags", "secret,both"));
        Assert.Equal("""["both","new"]""", await SendAsync(server, cookie, "GET", "torrents/tags", 200));
        JsonNode full = JsonNode.Parse(await SendAsync(server, cookie, "GET", "sync/maindata", 200))!;
        Assert.Equal("""["both","new"]""", full["tags"]!.ToJsonString());
        await server.PostAsync("torrents/addTags", 200, ("hashes", Samples.Hash(2)), ("tags", "hidden"));
        await server.PostAsync("torrents/addTags", 200, ("hashes", Samples.Hash(1)), ("tags", "secret"));
        await server.PostAsync("torrents/removeTags", 200, ("hashes", Samples.Hash(1)), ("tags", "new"));
        JsonNode delta = JsonNode.Parse(
            await SendAsync(server, cookie, "GET", $"sync/maindata?rid={full["rid"]}", 200))!;
        Assert.Equal("""["secret"]""", delta["tags"]!.ToJsonString());
        Assert.Equal("""["new"]""", delta["tags_removed"]!.ToJsonString());
        delta = JsonNode.Parse(await SendAsync(server, cookie, "GET", $"sync/maindata?rid={delta["rid"]}", 200))!;
        Assert.Null(delta["tags"] ?? delta["tags_removed"]);
    }

    [Fact]
    public async Task Torrents_that_never_were_seen_are_not_told_as_removed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = await CookieOfAsync(server);
        await server.AddAsync(1, ("category", "films"));
        JsonNode full = JsonNode.Parse(await SendAsync(server, cookie, "GET", "sync/maindata", 200))!;
        await server.AddAsync(2, ("category", "films"));
        await server.PostAsync("torrents/delete", 200, ("hashes", "all"));
        await server.PostAsync("torrents/removeCategories", 200, ("categories", "films"));
        JsonNode delta = JsonNode.Parse(
            await SendAsync(server, cookie, "GET", $"sync/maindata?rid={full["rid"]}", 200))!;
        Assert.Null(delta["torrents_removed"] ?? delta["categories_removed"] ?? delta["categories"]);
    }

    [Fact]
    public async Task What_is_added_belongs_to_the_category()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = await CookieOfAsync(server);
        const string One = "0123456789abcdef0123456789abcdef01234567";
        Assert.Equal("Ok.", await SendAsync(
            server, cookie, "POST", "torrents/add", 200, ("urls", One), ("stopped", "true")));
        Assert.Equal("tv", (string)(await server.TorrentAsync(One))["category"]!);
        await SendAsync(server, cookie, "POST", "torrents/add", 403, ("urls", One), ("category", "films"));
        await SendAsync(server, cookie, "POST", "torrents/createCategory", 403, ("category", "films"));
        await SendAsync(server, cookie, "POST", "torrents/createCategory", 200, ("category", "tv/old"));
        await SendAsync(server, cookie, "POST", "torrents/setCategory", 403, ("hashes", One), ("category", ""));
        await SendAsync(server, cookie, "POST", "torrents/setCategory", 200, ("hashes", One), ("category", "tv/old"));
    }

    [Fact]
    public async Task A_torrent_that_leaves_the_category_is_gone()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = await CookieOfAsync(server);
        await server.AddAsync(1, ("category", "tv"));
        JsonNode full = JsonNode.Parse(await SendAsync(server, cookie, "GET", "sync/maindata", 200))!;
        await server.PostAsync("torrents/setCategory", 200, ("hashes", Samples.Hash(1)), ("category", ""));
        JsonNode delta = JsonNode.Parse(
            await SendAsync(server, cookie, "GET", $"sync/maindata?rid={full["rid"]}", 200))!;
        Assert.Equal(Samples.Hash(1), (string)delta["torrents_removed"]![0]!);
        Assert.Equal(Samples.Announce, (string)delta["trackers_removed"]![0]!);
        await server.PostAsync("torrents/setCategory", 200, ("hashes", Samples.Hash(1)), ("category", "tv"));
        delta = JsonNode.Parse(await SendAsync(server, cookie, "GET", $"sync/maindata?rid={delta["rid"]}", 200))!;
        Assert.Equal(Samples.Name(1), (string)delta["torrents"]![Samples.Hash(1)]!["name"]!);
    }

    [Fact]
    public async Task The_server_is_shown_as_far_as_the_category_goes_and_programs_find_what_they_need()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = await CookieOfAsync(server);
        await server.AddAsync(1, ("category", "tv"));
        await server.AddAsync(2, ("category", "films"));
        const string Changes =
            """{"banned_IPs":"192.0.2.1","announce_ip":"192.0.2.2","max_ratio":3,"max_ratio_enabled":true}""";
        await server.PostAsync("app/setPreferences", 200, ("json", Changes));
        JsonNode whole = await server.JsonAsync("app/preferences");
        Assert.Equal("192.0.2.1", (string?)whole["banned_IPs"]);
        JsonNode own = JsonNode.Parse(await SendAsync(server, cookie, "GET", "app/preferences", 200))!;
        Assert.Equal(whole.AsObject().Select(pair => pair.Key), own.AsObject().Select(pair => pair.Key));
        Assert.Equal(("", ""), ((string?)own["banned_IPs"], (string?)own["announce_ip"]));

        // Sonarr asks for these.
        Assert.Equal(server.Destination, (string?)own["save_path"]);
        Assert.Equal((true, 3), ((bool)own["max_ratio_enabled"]!, (int)own["max_ratio"]!));
        JsonNode state = JsonNode.Parse(await SendAsync(server, cookie, "GET", "sync/maindata", 200))!["server_state"]!;
        Assert.Equal((0, ""), ((long)state["alltime_dl"]!, (string?)state["last_external_address_v4"]));
        Assert.Equal("[]", await SendAsync(server, cookie, "GET", "app/networkInterfaceList", 200));
        Assert.Equal("[]", await SendAsync(server, cookie, "GET", "app/networkInterfaceAddressList?iface=", 200));
        await SendAsync(server, cookie, "GET", "transfer/info", 200);
    }

    private static async Task<string> CookieOfAsync(RunningServer server)
    {
        var made = (await server.Host.Tokens.CreateAsync("tv", AccessRole.Control, null, "tv")).Value;
        Caller caller = (await server.Host.Access.SignInAsync("any", made.Secret, null)).Value;
        return "SID=" + server.Host.Access.OpenSession(caller);
    }

    private static async Task<string> SendAsync(
        RunningServer server, string cookie, string method, string route, int status,
        params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), route);
        request.Headers.Add("Cookie", cookie);
        if (fields.Length > 0)
        {
            request.Content = new FormUrlEncodedContent(
                fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }

        using HttpResponseMessage response = await server.Http.SendAsync(request);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{route}: {(int)response.StatusCode} {body}");
        return body;
    }
}
