using System.Net;
using System.Net.Http.Headers;

namespace GSTorrent.Api.Native.Tests.Access;

/// <summary>What is at the server's address itself.</summary>
public sealed class StartPageTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("/", "", "sign-in")]
    [InlineData("/torrents/", "/torrents", "sign-in")]
    [InlineData("/torrents", "/torrents", "/torrents/sign-in")]
    public async Task A_browser_is_led_to_the_page_where_one_signs_in(string path, string basePath, string location)
    {
        await using RunningServer server = await RunningServer.StartAsync(more: [("access.base-path", basePath)]);
        using HttpResponseMessage response = await SendAsync(server, path, Browser);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(location, response.Headers.Location?.OriginalString);
        Assert.Contains(
            "frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        var led = new Uri(response.RequestMessage!.RequestUri!, response.Headers.Location!);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(led)).StatusCode);
    }

    [Fact]
    public async Task So_is_one_whose_session_has_ended()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage response = await SendAsync(server, "/", Browser, cookie: "gst_session=ended");
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    [Theory]
    [InlineData("/", "application/json", "")]
    [InlineData("/", "*/*", "")]
    [InlineData("/", "", "")]
    [InlineData("/", Browser, "Bearer gst_wrong")]
    [InlineData("/nothing", Browser, "")]
    [InlineData("/api/v1/stats", Browser, "")]
    public async Task Programs_and_other_addresses_get_the_problem(string path, string accept, string authorization)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage response = await SendAsync(server, path, accept, authorization);
        await RunningServer.ProblemAsync(response, 401, "not-signed-in");
    }

    [Fact]
    public async Task Whoever_is_signed_in_finds_a_page_that_leads_on()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Assert.Null((await server.Host.Users.AddAsync("alice", "secret of alice", default, "films")).Error);
        using HttpResponseMessage session = await server.SendAsync(
            "POST", "session", """{"user":"alice","password":"secret of alice"}""", token: "");
        string cookie = session.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using HttpResponseMessage response = await SendAsync(server, "/", Browser, cookie: cookie);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        string html = await response.Content.ReadAsStringAsync();
        var root = new Uri(server.Control.Urls[0] + "/");
        string[] parts = ["sign-in.css", "start.js", "api/v1/reference", "api/v1/openapi.json"];
        foreach (string part in parts)
        {
            Assert.Contains($"\"{part}\"", html);
            using HttpResponseMessage found = await SendAsync(server, root.AbsolutePath + part, "*/*", cookie: cookie);
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        }

        // What its script asks for.
        foreach (string route in (string[])["session", "server", "stats"])
        {
            using HttpResponseMessage told = await SendAsync(server, "/api/v1/" + route, "*/*", cookie: cookie);
            Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(
        RunningServer server, string path, string accept, string authorization = "", string cookie = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Control.Urls[0] + path));
        if (accept.Length > 0) request.Headers.Accept.ParseAdd(accept);
        if (authorization.Length > 0) request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
        return server.Http.SendAsync(request);
    }
}
