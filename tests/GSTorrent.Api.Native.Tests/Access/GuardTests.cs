namespace GSTorrent.Api.Native.Tests.Access;

public sealed class GuardTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:2255")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.0.0.1")]
    public async Task A_foreign_host_gets_421_even_with_a_token(string host)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await RunningServer.ProblemAsync(await SendAsync(server, "Host", host), 421, "host-not-allowed");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:80")]
    public async Task Loopback_names_are_ours(string host)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage response = await SendAsync(server, "Host", host);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://localhost")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Pages_of_other_sites_are_refused(string header, string value)
    {
        await using RunningServer server = await RunningServer.StartAsync(noAuth: true);
        HttpResponseMessage response = await SendAsync(server, header, value);
        await RunningServer.ProblemAsync(response, 403, "origin-not-allowed");
        Assert.DoesNotContain(response.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_own_pages_are_not()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage origin = await SendAsync(server, "Origin", server.Control.Urls[0]);
        using HttpResponseMessage site = await SendAsync(server, "Sec-Fetch-Site", "same-origin");
        Assert.Equal((200, 200), ((int)origin.StatusCode, (int)site.StatusCode));
    }

    [Theory]
    [InlineData("GET", "navigate", "document", null, 200)]
    [InlineData("GET", "navigate", "iframe", null, 403)]
    [InlineData("GET", "no-cors", "image", null, 403)]
    [InlineData("GET", "navigate", "document", "http://evil.example", 403)]
    [InlineData("POST", "navigate", "document", null, 403)]
    [InlineData("POST", "navigate", "document", "null", 403)]
    public async Task A_link_of_another_site_may_lead_here_and_nothing_else(
        string method, string mode, string destination, string? origin, int status)
    {
        await using RunningServer server = await RunningServer.StartAsync(noAuth: true);
        using var request = new HttpRequestMessage(new HttpMethod(method), method is "GET" ? "stats" : "shutdown");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Sec-Fetch-Mode", mode);
        request.Headers.Add("Sec-Fetch-Dest", destination);
        if (origin is not null) request.Headers.Add("Origin", origin);
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "stats")]
    [InlineData("GET", "nothing")]
    [InlineData("GET", "/sign-in")]
    [InlineData("GET", "/")]
    [InlineData("PATCH", "stats")]
    public async Task Every_answer_has_the_security_headers(string method, string route)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage response = await server.SendAsync(method, route);
        string policy = string.Join(';', response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "stats");
        request.Headers.Add("Authorization", "Bearer " + server.Token);
        request.Headers.TryAddWithoutValidation(header, value);
        return await server.Http.SendAsync(request);
    }
}
