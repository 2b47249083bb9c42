using System.Net.Http.Headers;
using System.Text;
using CsCheck;
using GSTorrent.Api.Contracts;

namespace GSTorrent.Api.Native.Tests.Http;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("GET", "nothing", 404, "route-not-found")]
    [InlineData("GET", "torrents/1/nothing", 404, "route-not-found")]
    [InlineData("PUT", "torrents", 405, "method-not-allowed")]
    [InlineData("GET", "shutdown", 405, "method-not-allowed")]
    [InlineData("GET", "torrents/7", 404, "torrent-not-found")]
    [InlineData("GET", "torrents/x", 404, "torrent-not-found")]
    [InlineData("GET", "torrents/%20", 404, "torrent-not-found")]
    [InlineData("GET", "journal?since=-1", 400, "bad-request")]
    [InlineData("GET", "journal?since=x", 400, "bad-request")]
    [InlineData("GET", "events?since=99999999999999999999", 400, "bad-request")]
    [InlineData("DELETE", "torrents/7?data=maybe", 400, "bad-request")]
    [InlineData("DELETE", "torrents/7", 404, "torrent-not-found")]
    [InlineData("DELETE", "tokens/none", 404, "token-not-found")]
    public async Task Requests_without_a_body(string method, string route, int status, string code)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.RefusedAsync(method, route, status, code);
    }

    [Theory]
    [InlineData("POST", "torrents", "", "bad-request")]
    [InlineData("POST", "torrents", "{", "bad-request")]
    [InlineData("POST", "torrents", "null", "bad-request")]
    [InlineData("POST", "torrents", "[]", "bad-request")]
    [InlineData("POST", "torrents", "{}", "bad-request")]
    [InlineData("POST", "torrents", """{"uri":"magnet:?","torrentFile":"AAAA"}""", "bad-request")]
    [InlineData("POST", "torrents", """{"torrentFile":"not base64"}""", "bad-request")]
    [InlineData("POST", "torrents", """{"torrentFile":"AAAA"}""", "torrent-invalid")]
    [InlineData("POST", "torrents", """{"uri":"magnet:?xt=nonsense"}""", "magnet-invalid")]
    [InlineData("POST", "torrents", """{"uri":"magnet:?","tags":[null]}""", "bad-request")]
    [InlineData("POST", "torrents/actions", "{}", "bad-request")]
    [InlineData("POST", "torrents/actions", """{"action":"explode","all":true}""", "bad-request")]
    [InlineData("POST", "torrents/actions", """{"action":"stop"}""", "bad-request")]
    [InlineData("POST", "torrents/actions", """{"action":"stop","all":true,"ids":["1"]}""", "bad-request")]
    [InlineData("POST", "torrents/actions", """{"action":"stop","ids":[null]}""", "bad-request")]
    [InlineData("POST", "torrents/1/move", """{"destination":null}""", "bad-request")]
    [InlineData("POST", "torrents/1/move", """{"destination":"a","destination":"b"}""", "bad-request")]
    [InlineData("PUT", "torrents/1/priorities", """{"rules":[null]}""", "bad-request")]
    [InlineData("PUT", "torrents/1/priorities", """{"rules":[{"files":null,"priority":"low"}]}""", "bad-request")]
    [InlineData("PUT", "torrents/1/tags", """{"tags":"x"}""", "bad-request")]
    [InlineData("PATCH", "settings", """{"values":null}""", "bad-request")]
    [InlineData("PATCH", "settings", """{"values":{"transfers.upload-slots":"many"}}""", "setting-invalid")]
    [InlineData("POST", "tokens", """{"role":"king"}""", "bad-request")]
    [InlineData("PATCH", "settings", """{"values":{"storage.destination":"/no-such-place"}}""", "setting-invalid")]
    [InlineData("POST", "tokens", """{"role":0}""", "bad-request")]
    [InlineData("POST", "tokens", """{"role":"read","expiresUnixMs":"4102444800000"}""", "bad-request")]
    [InlineData("POST", "tokens", """{"role":"read","expiresUnixMs":9223372036854775807}""", "bad-request")]
    public async Task Bodies_that_are_wrong(string method, string route, string body, string code)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        ProblemDto problem = await server.RefusedAsync(method, route, 400, code, body);
        Assert.DoesNotContain("GSTorrent.", problem.Detail);
        Assert.DoesNotContain("isFinalBlock", problem.Detail);
    }

    [Fact]
    public async Task The_detail_tells_what_is_wrong_and_where()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        ProblemDto wrong = await server.RefusedAsync("POST", "tokens", 400, "bad-request", "{\"role\":\n\"king\"}");
        Assert.Contains("$.role", wrong.Detail);
        Assert.Contains("line 2", wrong.Detail);
        ProblemDto missing = await server.RefusedAsync("POST", "torrents/1/move", 400, "bad-request", "{}");
        Assert.Equal("The body lacks 'destination'.", missing.Detail);
    }

    [Theory]
    [InlineData("POST", "torrents", """{"uri":"magnet:?","pausd":true}""", "pausd")]
    [InlineData("PATCH", "torrents/1", """{"name":"x","sequental":true}""", "sequental")]
    [InlineData("PATCH", "torrents/1", """{"Id":1}""", "Id")]
    [InlineData("PATCH", "torrents/1", """{"shareLimits":{"ratoi":1}}""", "ratoi")]
    [InlineData("POST", "torrents/actions", """{"action":"stop","all":true,"a'b":1}""", "a'b")]
    [InlineData("POST", "torrents/1/move", """{"destination":"/x","copy":true}""", "copy")]
    [InlineData("POST", "torrents/1/rename", """{"name":"x","to":"y"}""", "to")]
    [InlineData("POST", "torrents/1/files/rename", """{"from":"a","to":"b","x":null}""", "x")]
    [InlineData("POST", "torrents/1/peers", """{"peers":[],"x":1}""", "x")]
    [InlineData("PUT", "torrents/1/limits", """{"download":1}""", "download")]
    [InlineData("PUT", "torrents/1/tags", """{"tags":[],"x":1}""", "x")]
    [InlineData("PUT", "torrents/1/priorities", """{"rules":[{"files":"*","priority":"skip","x":1}]}""", "x")]
    [InlineData("POST", "queue/moves", """{"ids":[1],"direction":"top","x":1}""", "x")]
    [InlineData("PATCH", "settings", """{"values":{},"transfers.upload-slots":"1"}""", "transfers.upload-slots")]
    [InlineData("PUT", "categories/films", """{"destination":"","x":1}""", "x")]
    [InlineData("POST", "tokens", """{"role":"read","scope":"all"}""", "scope")]
    [InlineData("POST", "users", """{"name":"a","password":"12345678","role":"read","x":1}""", "x")]
    [InlineData("PUT", "users/a/password", """{"password":"12345678","x":1}""", "x")]
    [InlineData("POST", "session", """{"user":"a","password":"12345678","x":1}""", "x")]
    [InlineData("POST", "jobs/creations", """{"contentPath":"/x","piece":1}""", "piece")]
    public async Task A_member_that_does_not_exist_is_named(string method, string route, string body, string name)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        ProblemDto problem = await server.RefusedAsync(method, route, 400, "member-unknown", body);
        Assert.StartsWith($"There is no member '{name}' here", problem.Detail);
        Assert.DoesNotContain("GSTorrent.", problem.Detail);
    }

    [Fact]
    public async Task A_setting_that_does_not_exist_is_not_found()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.RefusedAsync("PATCH", "settings", 404, "setting-not-found", """{"values":{"no.such":"1"}}""");
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "torrents");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        request.Content = new StringContent("""{"uri":"magnet:?"}""", Encoding.UTF8, "text/plain");
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        await RunningServer.ProblemAsync(response, 400, "bad-request");
    }

    [Fact]
    public async Task A_body_above_the_limit_gets_413()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "torrents");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        request.Headers.ExpectContinue = true;
        request.Content = new ByteArrayContent(new byte[(32 << 20) + 1]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        await RunningServer.ProblemAsync(response, 413, "too-large");
    }

    [Fact]
    public async Task Mutated_bodies_never_break_the_server()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        (string Method, string Route, string Body)[] valid =
        [
            ("POST", "torrents", Samples.AddBody(2)),
            ("POST", "torrents/actions", """{"action":"announce","ids":["1","99"]}"""),
            ("POST", "torrents/1/rename", """{"name":"new"}"""),
            ("POST", "torrents/1/peers", """{"peers":["127.0.0.1:1","[::1]:2"]}"""),
            ("PUT", "torrents/1/priorities", """{"rules":[{"files":"*","priority":"high"}]}"""),
            ("PUT", "torrents/1/limits", """{"downloadLimitBytesPerSecond":1000,"sequential":true}"""),
            ("PUT", "torrents/1/tags", """{"tags":["a","b"]}"""),
            ("PATCH", "settings", """{"values":{"transfers.upload-slots":"5"}}"""),
            ("POST", "tokens", """{"name":"x","role":"read","expiresUnixMs":9999999999999}"""),
        ];
        (int Choice, int Position, byte Value, bool IsCut)[] mutations = Gen.Select(
            Gen.Int[0, valid.Length - 1], Gen.Int[0, 400], Gen.Byte, Gen.Bool).Array[300].Single();
        foreach ((int choice, int position, byte value, bool isCut) in mutations)
        {
            (string method, string route, string body) = valid[choice];
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            int at = position % bytes.Length;
            bytes[at] = value;
            if (isCut) bytes = bytes[..at];
            using var request = new HttpRequestMessage(new HttpMethod(method), route);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage response = await server.Http.SendAsync(request);
            string shown = Encoding.Latin1.GetString(bytes);
            Assert.True((int)response.StatusCode < 500, $"{method} {route} {shown}: {response.StatusCode}");
        }
    }
}
