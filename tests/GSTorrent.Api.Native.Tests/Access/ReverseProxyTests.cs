using System.Net;
using System.Text;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.Native.Tests.Access;

public sealed class ReverseProxyTests
{
    private const string SignIn = """{"user":"alice","password":"secret of alice"}""";

    [Fact]
    public async Task A_listed_proxy_tells_the_callers_address_scheme_host_and_path()
    {
        await using RunningServer server = await StartAsync(
            ("access.trusted-proxies", "127.0.0.1"), ("access.allowed-hosts", "torrents.example"));
        using HttpResponseMessage response = await SendAsync(
            server, SignIn, ("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "torrents.example"), ("X-Forwarded-Prefix", "/box"),
            ("Origin", "https://torrents.example"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        string cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; path=/box/; secure;", cookie, StringComparison.Ordinal);
        Assert.Contains(server.Host.Journal.Since(0).Entries, e => e.Text == "alice signed in from 192.0.2.7.");
    }

    [Fact]
    public async Task Whoever_is_not_listed_is_not_believed()
    {
        await using RunningServer server = await StartAsync();
        for (int i = 0; i < 5; i++)
        {
            using HttpResponseMessage wrong = await SendAsync(
                server, """{"user":"alice","password":"wrong"}""", ("X-Forwarded-For", $"192.0.2.{i}"));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using HttpResponseMessage locked = await SendAsync(server, SignIn, ("X-Forwarded-For", "192.0.2.99"));
        await RunningServer.ProblemAsync(locked, 429, "too-many-attempts");
        using HttpResponseMessage host = await SendAsync(server, SignIn, ("Host", "torrents.example"));
        await RunningServer.ProblemAsync(host, 421, "host-not-allowed");
    }

    [Fact]
    public async Task Behind_a_listed_proxy_each_caller_has_a_count_of_failures_that_cannot_be_shaken_off()
    {
        await using RunningServer server = await StartAsync(("access.trusted-proxies", "127.0.0.1"));
        for (int i = 0; i < 5; i++)
        {
            using HttpResponseMessage wrong = await SendAsync(
                server, """{"user":"alice","password":"wrong"}""", ("X-Forwarded-For", $"10.0.0.{i}, 192.0.2.7"));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using HttpResponseMessage locked = await SendAsync(server, SignIn, ("X-Forwarded-For", "10.0.0.9, 192.0.2.7"));
        await RunningServer.ProblemAsync(locked, 429, "too-many-attempts");
        using HttpResponseMessage token = await server.SendAsync("GET", "stats");
        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
    }

    [Fact]
    public async Task Below_a_path_all_is_found_and_cookies_and_addresses_stay_below_it()
    {
        await using RunningServer server = await StartAsync(("access.base-path", "/torrents"));
        using HttpResponseMessage response = await SendAsync(server, SignIn, "/torrents/api/v1/session");
        string cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("; path=/torrents/;", cookie, StringComparison.Ordinal);
        using HttpResponseMessage added =
            await server.SendAsync("POST", "/torrents/api/v1/torrents", Samples.AddBody(1));
        Assert.Equal("/torrents/api/v1/torrents/1", added.Headers.Location?.ToString());
        using HttpResponseMessage page = await server.Http.GetAsync(new Uri("/torrents/sign-in", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Allowed_hosts_are_taken_up_at_once()
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage before = await SendAsync(server, SignIn, ("Host", "Torrents.Example:8080"));
        await RunningServer.ProblemAsync(before, 421, "host-not-allowed");
        var change = new Dictionary<string, string?> { ["access.allowed-hosts"] = "torrents.example" };
        Assert.Null((await server.Host.Settings.ChangeAsync(change)).Error);
        using HttpResponseMessage after = await SendAsync(server, SignIn, ("Host", "Torrents.Example:8080"));
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);
    }

    private static async Task<RunningServer> StartAsync(params (string Name, string Text)[] settings)
    {
        RunningServer server = await RunningServer.StartAsync(more: settings);
        Assert.Null((await server.Host.Users.AddAsync("alice", "secret of alice", AccessRole.Read, null)).Error);
        return server;
    }

    private static Task<HttpResponseMessage> SendAsync(
        RunningServer server, string body, params (string Name, string Value)[] headers) =>
        SendAsync(server, body, "session", headers);

    private static async Task<HttpResponseMessage> SendAsync(
        RunningServer server, string body, string route, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await server.Http.SendAsync(request);
    }
}
