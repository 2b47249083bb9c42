using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Api.Transmission.Tests.Serving;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.Transmission.Tests.Http;

public sealed class HandshakeTests
{
    private const string Route = "/transmission/rpc";
    private const string SessionHeader = "X-Transmission-Session-Id";
    private const string Question = """{"method":"session-stats"}""";

    [Theory]
    [InlineData("GET", null)]
    [InlineData("GET", "wrong")]
    [InlineData("POST", null)]
    [InlineData("POST", "undefined")]
    [InlineData("DELETE", null)]
    [InlineData("HEAD", "wrong")]
    public async Task Without_the_session_id_it_is_told(string method, string? id)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        using HttpResponseMessage response = await SendAsync(host, method, id);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(host.SessionId, Assert.Single(response.Headers.GetValues(SessionHeader)));
        Assert.Equal("6.0.1", Assert.Single(response.Headers.GetValues("X-Transmission-Rpc-Version")));
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);

        // Scripts take it from the page.
        if (method != "HEAD")
            Assert.Contains($"<code>{SessionHeader}: {host.SessionId}</code>", await TextAsync(response));
    }

    [Fact]
    public async Task Each_start_has_another_session_id()
    {
        await using RpcHost one = await RpcHost.StartAsync();
        await using RpcHost two = await RpcHost.StartAsync();
        Assert.Equal(48, one.SessionId.Length);
        Assert.NotEqual(one.SessionId, two.SessionId);
    }

    [Theory]
    [InlineData("GET", 405)]
    [InlineData("PUT", 405)]
    [InlineData("OPTIONS", 200)]
    public async Task Other_methods_are_told_what_is_allowed(string method, int status)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        using HttpResponseMessage response = await SendAsync(host, method, host.SessionId);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(["OPTIONS", "POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/transmission/rpc/")]
    [InlineData("/transmission/rpc")]
    [InlineData("/Transmission/RPC")]
    public async Task A_slash_at_the_end_does_not_matter(string route)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        using HttpResponseMessage response = await SendAsync(host, "POST", host.SessionId, Question, route: route);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task The_type_of_the_body_does_not_matter()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        using HttpResponseMessage response = await SendAsync(
            host, "POST", host.SessionId, Question, type: "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("gzip, deflate", true)]
    [InlineData("deflate, gzip;q=0.5", true)]
    [InlineData("*", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br", false)]
    [InlineData(null, false)]
    public async Task Long_replies_are_compressed_for_those_who_take_it(string? accepted, bool isCompressed)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        using HttpResponseMessage response = await SendAsync(
            host, "POST", host.SessionId, """{"method":"session-get"}""", accepted);
        Assert.Equal(isCompressed ? ["gzip"] : [], response.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", response.Headers.Vary.ToString());
        await using Stream body = await response.Content.ReadAsStreamAsync();
        await using Stream plain = isCompressed ? new GZipStream(body, CompressionMode.Decompress) : body;
        JsonNode? answer = await JsonNode.ParseAsync(plain);
        Assert.Equal(17, (int)answer!["arguments"]!["rpc-version"]!);
    }

    [Fact]
    public async Task Short_replies_are_not()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        using HttpResponseMessage response = await SendAsync(host, "POST", host.SessionId, Question, "gzip");
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.NotNull(response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        string large = new(' ', (32 << 20) + 1);
        using HttpResponseMessage response = await SendAsync(host, "POST", host.SessionId, large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("32 MiB", await TextAsync(response));
    }

    [Fact]
    public async Task Ten_thousand_torrents_are_listed()
    {
        const int Count = 10_000;
        await using RpcHost host = await RpcHost.StartAsync();
        for (int i = 1; i <= Count; i++)
        {
            var bytes = new byte[20];
            BitConverter.TryWriteBytes(bytes, i);
            host.Host.Torrents.ReadModel.Publish(new TorrentRow
            {
                Number = i,
                InfoHash = new InfoHash(bytes),
                Name = $"torrent {i}",
                ContentName = $"torrent {i}",
            });
        }

        JsonArray rows = await host.GetAsync("", "id", "name", "hashString", "percentDone", "queuePosition", "labels");
        Assert.Equal(Count, rows.Count);
        Assert.Equal(Enumerable.Range(1, Count), rows.Select(row => (int)row!["id"]!));
        Assert.Equal($"torrent {Count}", (string?)rows[^1]!["name"]);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RpcHost host, string method, string? id, string? body = null, string? accepted = null,
        string route = Route, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), route);
        if (id is not null) request.Headers.Add(SessionHeader, id);
        if (accepted is not null) request.Headers.Add("Accept-Encoding", accepted);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        return await host.Http.SendAsync(request);
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync();
}
