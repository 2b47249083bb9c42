using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.QBittorrent.Tests.Access;

public sealed class MannersTests
{
    [Fact]
    public async Task The_version_is_that_of_the_token()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string token = await NewTokenAsync(server);
        string basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("any:" + token));
        foreach (string header in new[] { "Bearer " + token, basic })
        {
            Assert.Equal((200, "v5.2.3"), await AskAsync(server, "GET", "app/version", header));
            Assert.Equal((200, "2.15.1"), await AskAsync(server, "GET", "app/webapiVersion", header));
        }

        Assert.Equal("2.11.4", await server.TextAsync("app/webapiVersion"));
    }

    [Fact]
    public async Task Signing_in_answers_204_with_a_cookie_that_is_called_by_the_port()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage signedIn = await SignInAsync(server, await NewTokenAsync(server));
        Assert.Equal((204, ""), await ReadAsync(signedIn));
        string cookie = CookieOf(signedIn);
        Assert.Matches($"^QBT_SID_{server.Http.BaseAddress!.Port}=[A-Za-z0-9_-]{{20,}}$", cookie);
        Assert.Equal((200, "v5.2.3"), await AskAsync(server, "GET", "app/version", cookie: cookie));
        Assert.Equal((200, ""), await AskAsync(server, "POST", "auth/logout", cookie: cookie));
        Assert.Equal((403, "Forbidden"), await AskAsync(server, "GET", "app/version", cookie: cookie));
    }

    [Fact]
    public async Task Who_once_had_such_a_cookie_gets_401_for_a_wrong_password_and_others_do_not()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookie = $"QBT_SID_{server.Http.BaseAddress!.Port}=ended";
        using HttpResponseMessage refused = await SignInAsync(server, "wrong", cookie);
        Assert.Equal((401, "Unauthorized"), await ReadAsync(refused));
        using HttpResponseMessage other = await SignInAsync(server, "wrong", "QBT_SID_1=of-another-server");
        Assert.Equal((200, "Fails."), await ReadAsync(other));
    }

    [Fact]
    public async Task Who_signs_in_with_another_token_has_one_cookie_only()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage old = await SignInAsync(server, server.Token);
        using HttpResponseMessage next = await SignInAsync(server, await NewTokenAsync(server), "SID=ended");
        Assert.StartsWith("SID=", CookieOf(old));
        string[] set = [.. next.Headers.GetValues("Set-Cookie")];
        Assert.Contains(set, one => one.StartsWith("SID=; expires=", StringComparison.Ordinal));
        Assert.Contains(set, one => one.StartsWith("QBT_SID_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Additions_are_counted()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string token = await NewTokenAsync(server);
        JsonNode added = await AddAsync(server, token, 200, Samples.TorrentFile(1));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(
            $$"""
            {"success_count": 1, "failure_count": 0, "pending_count": 0, "added_torrent_ids": ["{{Samples.Hash(1)}}"]}
            """), added), added.ToJsonString());
        JsonNode half = await AddAsync(server, token, 200, Samples.TorrentFile(1), Samples.TorrentFile(2));
        Assert.Equal((1, 1), ((int)half["success_count"]!, (int)half["failure_count"]!));
        Assert.Equal(Samples.Hash(2), (string?)Assert.Single(half["added_torrent_ids"]!.AsArray()));
        using HttpResponseMessage none = await PostAsync(server, token, Samples.TorrentFile(1));
        Assert.Equal((409, "Conflict"), await ReadAsync(none));
        using HttpResponseMessage bad = await PostAsync(server, token, "nothing"u8.ToArray());
        Assert.Equal((415, "Error: '0.torrent' is not a valid torrent file."), await ReadAsync(bad));
    }

    [Fact]
    public async Task What_tells_nothing_answers_204_where_that_version_does()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        string header = "Bearer " + await NewTokenAsync(server);
        string hash = Samples.Hash(1);
        Assert.Equal((204, ""), await AskAsync(server, "POST", $"torrents/setTags?hashes={hash}&tags=a", header));
        Assert.Equal((204, ""), await AskAsync(server, "POST", $"torrents/setComment?hashes={hash}", header));
        Assert.Equal((200, ""), await AskAsync(server, "POST", $"torrents/stop?hashes={hash}", header));
        Assert.Equal((404, "Endpoint does not exist"), await AskAsync(server, "POST", "no/such", header));
        Assert.Equal((200, ""), await AskAsync(
            server, "POST", $"torrents/setTags?hashes={hash}&tags=a", "Bearer " + server.Token));
    }

    private static Task<string> NewTokenAsync(RunningServer server) =>
        server.TokenOfAsync(AccessRole.Admin, QBittorrentManners.V52);

    private static async Task<JsonNode> AddAsync(
        RunningServer server, string token, int status, params byte[][] files)
    {
        using HttpResponseMessage response = await PostAsync(server, token, files);
        (int told, string text) = await ReadAsync(response);
        Assert.Equal(status, told);
        return JsonNode.Parse(text)!;
    }

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, string token, params byte[][] files)
    {
        var form = new MultipartFormDataContent { { new StringContent("true"), "stopped" } };
        foreach ((int index, byte[] file) in files.Index())
            form.Add(new ByteArrayContent(file), "torrents", $"{index}.torrent");
        return server.SendAsync("POST", "torrents/add", form, token);
    }

    private static async Task<HttpResponseMessage> SignInAsync(
        RunningServer server, string password, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "auth/login");
        request.Content = new FormUrlEncodedContent(
            [KeyValuePair.Create("username", "admin"), KeyValuePair.Create("password", password)]);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await server.Http.SendAsync(request);
    }

    private static string CookieOf(HttpResponseMessage response) =>
        Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0];

    private static async Task<(int Status, string Text)> AskAsync(
        RunningServer server, string method, string route, string? header = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), route);
        if (header is not null) request.Headers.Authorization = AuthenticationHeaderValue.Parse(header);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        return await ReadAsync(response);
    }

    private static async Task<(int Status, string Text)> ReadAsync(HttpResponseMessage response) =>
        ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
}
