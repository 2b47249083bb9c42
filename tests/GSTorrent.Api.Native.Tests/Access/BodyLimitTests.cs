using System.Net;
using System.Text;

namespace GSTorrent.Api.Native.Tests.Access;

/// <summary>How much those may send who have shown nothing yet: it would all be in memory.</summary>
public sealed class BodyLimitTests
{
    private const int Most = 16 << 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sign_in_of_more_than_16_KiB_is_refused(bool isChunked)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage native = await SendAsync(server, "session", "application/json", Json(Most + 1));
        await RunningServer.ProblemAsync(native, 413, "too-large");
        string qBittorrent = server.Control.Urls[0] + "/api/v2/auth/login";
        string form = "username=" + new string('a', Most);
        using HttpResponseMessage other =
            await SendAsync(server, qBittorrent, "application/x-www-form-urlencoded", form);
        Assert.Equal(413, (int)other.StatusCode);
        Assert.Equal("text/plain", other.Content.Headers.ContentType?.MediaType);
        Assert.Contains("16384 bytes", await other.Content.ReadAsStringAsync());

        Task<HttpResponseMessage> SendAsync(RunningServer server, string route, string type, string body)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, route)
            {
                Content = new StringContent(body, Encoding.UTF8, type),
            };
            request.Headers.TransferEncodingChunked = isChunked;
            return server.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task Sixteen_KiB_are_read_and_a_name_as_long_is_nobodys()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.RefusedAsync("POST", "session", 401, "not-signed-in", Json(Most), token: "");
    }

    [Fact]
    public async Task Who_is_signed_in_may_send_more()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.RefusedAsync("POST", "torrents", 400, "member-unknown", Json(1 << 20));
    }

    [Theory]
    [InlineData("/api/v1/torrents", 401)]
    [InlineData("/api/v2/torrents/add", 403)]
    [InlineData("/transmission/rpc", 401)]
    [InlineData("/nowhere", 401)]
    public async Task Others_are_refused_without_asking_for_their_body(string route, int status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            Expect100ContinueTimeout = Timeout.InfiniteTimeSpan,
        });
        var body = new WatchedContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Control.Urls[0] + route) { Content = body };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await http.SendAsync(request);
        Assert.Equal((status, false), ((int)response.StatusCode, body.IsAskedFor));
    }

    private static string Json(int length)
    {
        const string Begin = "{\"user\":\"", End = "\",\"password\":\"x\"}";
        return Begin + new string('a', length - Begin.Length - End.Length) + End;
    }

    private sealed class WatchedContent : HttpContent
    {
        // A client sends a small body though it was refused.
        private const int Length = 1 << 20;

        public bool IsAskedFor { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            IsAskedFor = true;
            await stream.WriteAsync(new byte[Length]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = Length;
            return true;
        }
    }
}
