using System.Net.Http.Headers;
using System.Text;
using GSTorrent.Application.Access;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Tests.Access;

public sealed class AuthRoutesTests
{
    [Fact]
    public async Task A_cookie_opens_until_it_is_given_back()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (string text, string? cookie) = await SignInAsync(server, server.Token);
        Assert.Equal("Ok.", text);
        Assert.Matches("^SID=[A-Za-z0-9_-]{20,}; path=/; samesite=strict; httponly$", cookie);
        string sent = cookie!.Split(';')[0];
        Assert.Equal(200, await StatusAsync(server, "GET", "app/version", sent));
        Assert.Equal(200, await StatusAsync(server, "POST", "auth/logout", sent));
        Assert.Equal(403, await StatusAsync(server, "GET", "app/version", sent));
    }

    [Fact]
    public async Task A_wrong_password_fails_with_200_and_no_cookie()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Assert.Equal(("Fails.", null), await SignInAsync(server, "wrong"));
    }

    [Fact]
    public async Task Who_signs_in_again_keeps_the_session()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (_, string? first) = await SignInAsync(server, server.Token);
        (string text, string? second) = await SignInAsync(server, "whatever", first!.Split(';')[0]);
        Assert.Equal(("Ok.", first), (text, second));
    }

    [Fact]
    public async Task Without_authentication_a_cookie_is_given_all_the_same()
    {
        await using RunningServer server = await RunningServer.StartAsync(noAuth: true);
        (string text, string? cookie) = await SignInAsync(server, "whatever");
        Assert.Equal("Ok.", text);
        Assert.StartsWith("SID=", cookie);
    }

    [Fact]
    public async Task Basic_and_Bearer_open_too()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("any:" + server.Token));
        foreach (string header in new[] { "Bearer " + server.Token, "Basic " + basic })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "app/version");
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(header);
            using HttpResponseMessage response = await server.Http.SendAsync(request);
            Assert.Equal("v5.1.4", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_role_that_is_not_enough_gets_403()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        string read = await server.TokenOfAsync(AccessRole.Read);
        string control = await server.TokenOfAsync(AccessRole.Control);
        Assert.Equal("Forbidden", await RefusedAsync(server, "torrents/stop", read));
        Assert.Equal("Forbidden", await RefusedAsync(server, "app/setPreferences", control));
        Assert.Equal("Forbidden", await RefusedAsync(server, "app/shutdown", control));
    }

    [Fact]
    public async Task Whoever_only_looks_sees_no_passkey()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        string hash = Samples.Hash(1), read = await server.TokenOfAsync(AccessRole.Read);
        var change = new TorrentChange
        {
            TrackerTiers = [["http://127.0.0.1:1/announce?passkey=000"], ["http://127.0.0.1:1/a1b2c3/announce"]],
            WebSeeds = ["http://joe:hunter2@127.0.0.1:1/file"],
        };
        Assert.Null((await server.Host.Editor.ChangeAsync(hash, change)).Error);
        foreach (string route in new[]
        {
            "torrents/info?includeTrackers=true", $"torrents/trackers?hash={hash}", $"torrents/properties?hash={hash}",
            "sync/maindata", $"torrents/webseeds?hash={hash}",
        })
        {
            string told = await server.TextAsync(route, token: read);
            Assert.DoesNotContain("passkey", told);
            Assert.DoesNotContain("a1b2c3", told);
            Assert.DoesNotContain("hunter2", told);
        }

        Assert.Contains("passkey", await server.TextAsync("torrents/info"));
        Assert.Contains("a1b2c3", await server.TextAsync($"torrents/trackers?hash={hash}"));
        Assert.Contains("hunter2", await server.TextAsync($"torrents/webseeds?hash={hash}"));
        await server.TextAsync($"torrents/export?hash={hash}", 403, read);
    }

    private static async Task<string> RefusedAsync(RunningServer server, string route, string token)
    {
        using HttpResponseMessage response = await server.SendAsync("POST", route, token: token);
        Assert.Equal(403, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<(string Text, string? Cookie)> SignInAsync(
        RunningServer server, string password, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "auth/login");
        request.Content = new FormUrlEncodedContent(
            [KeyValuePair.Create("username", "admin"), KeyValuePair.Create("password", password)]);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
        bool hasCookie = response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set);
        return (await response.Content.ReadAsStringAsync(), hasCookie ? Assert.Single(set!) : null);
    }

    private static async Task<int> StatusAsync(RunningServer server, string method, string route, string cookie)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), route);
        request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
