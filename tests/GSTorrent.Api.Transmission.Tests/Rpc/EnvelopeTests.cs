using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Api.Transmission.Tests.Serving;

namespace GSTorrent.Api.Transmission.Tests.Rpc;

public sealed class EnvelopeTests
{
    private const string Stats = """{"jsonrpc":"2.0","method":"session_stats","id":1}""";

    [Theory]
    [InlineData("", "Parse")]
    [InlineData("{", "valid JSON|Expected|incomplete")]
    [InlineData("{}", "no method name")]
    [InlineData("""{"method":null}""", "no method name")]
    [InlineData("""{"method":7}""", "no method name")]
    [InlineData("""{"method":"torrent-explode"}""", "method name not recognized")]
    [InlineData("""{"method":"session-stats","arguments":[]}""", "arguments must be an object")]
    [InlineData("""{"method":"session-stats","arguments":"x"}""", "arguments must be an object")]
    public async Task What_is_wrong_in_the_legacy_dialect_is_told_in_the_result(string body, string text)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        JsonNode answer = await host.AskAsync(body);
        Assert.Equal("{}", answer["arguments"]!.ToJsonString());
        if (body.Length > 1) Assert.Equal(text, (string?)answer["result"]);
        else Assert.NotEmpty((string)answer["result"]!);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("\"mine\"", "\"mine\"")]
    [InlineData("null", null)]
    [InlineData("[1]", null)]
    public async Task The_tag_comes_back(string tag, string? back)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        JsonNode answer = await host.AskAsync($$"""{"method":"group-get","tag":{{tag}}}""");
        Assert.Equal("success", (string?)answer["result"]);
        Assert.Equal(back, answer["tag"]?.ToJsonString());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"session_stats","id":1""", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method":1,"id":"a"}""", -32600, "\"a\"")]
    [InlineData("""{"jsonrpc":"1.0","method":"session_stats","id":1}""", -32600, "null")]
    [InlineData("""{"jsonrpc":2.0,"method":"session_stats","id":1}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"session_stats","id":{}}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"session_stats","id":true}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"session-stats","id":null}""", -32601, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"session_stats","params":[],"id":2}""", -32602, "2")]
    [InlineData("""{"jsonrpc":"2.0","method":"torrent_get","params":{},"id":2.5}""", -32602, "2.5")]
    [InlineData("[]", -32600, "null")]
    [InlineData("7", -32600, "null")]
    [InlineData("\"x\"", -32600, "null")]
    public async Task What_is_wrong_in_JSON_RPC_gets_its_code(string body, int code, string id)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        JsonObject answer = (await host.AskAsync(body)).AsObject();
        Assert.Equal(["jsonrpc", "error", "id"], answer.Select(pair => pair.Key));
        Assert.Equal(code, (int)answer["error"]!["code"]!);
        Assert.NotEmpty((string)answer["error"]!["message"]!);
        Assert.Equal(id, answer["id"]?.ToJsonString() ?? "null");
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        JsonArray answers = (await host.AskAsync($$"""
            [{{Stats}},{"jsonrpc":"2.0","method":"group_get"},7,{"method":"session-stats"},
             {"jsonrpc":"2.0","method":"group_get","id":"last"}]
            """)).AsArray();
        Assert.Equal(["1", "null", "null", "\"last\""], answers.Select(one => one!["id"]?.ToJsonString() ?? "null"));
        Assert.Equal([null, -32600, -32600, null], answers.Select(one => (int?)one!["error"]?["code"]));
    }

    [Fact]
    public async Task A_batch_of_one_is_a_batch()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        Assert.Single((await host.AskAsync($"[{Stats}]")).AsArray());
    }

    [Fact]
    public async Task A_batch_has_a_limit()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        Assert.Equal(200, (await host.AskAsync(Batch(200))).AsArray().Count);
        Assert.Equal(-32600, (int)(await host.AskAsync(Batch(201)))["error"]!["code"]!);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"torrent_remove","params":{"ids":[2]}}""")]
    [InlineData("""[{"jsonrpc":"2.0","method":"torrent_remove","params":{"ids":2}},{"jsonrpc":"2.0","method":"x"}]""")]
    [InlineData("""{"jsonrpc":"2.0","method":"group_get"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"torrent_get","params":[]}""")]
    public async Task Notifications_get_nothing_but_204(string body)
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        (HttpStatusCode status, string answer) = await host.SendAsync(Encoding.UTF8.GetBytes(body));
        Assert.Equal((HttpStatusCode.NoContent, ""), (status, answer));
        Assert.Equal(body.Contains("remove") ? 1 : 2, host.Host.Torrents.ReadModel.Count);
    }

    [Theory]
    [InlineData("{\"method\":\"\\uD800\"}")]
    [InlineData("{\"method\":\"session-stats\",\"arguments\":{\"\\uDC00\":1}}")]
    [InlineData("{\"method\":\"free-space\",\"arguments\":{\"path\":\"/\\uD800x\"}}")]
    [InlineData("{\"method\":\"a\",\"method\":\"b\"}")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}")]
    public async Task What_no_text_can_be_is_no_JSON(string body)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        Assert.NotEqual("success", (string?)(await host.AskAsync(body))["result"]);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused_and_a_mark_before_them_is_not()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        (HttpStatusCode status, string body) = await host.SendAsync((byte[])[.. "{\"method\":\""u8, 0xFF, .. "\"}"u8]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("UTF-8", body);
        (_, body) = await host.SendAsync((byte[])[0xEF, 0xBB, 0xBF, .. "{\"method\":\"group-get\"}"u8]);
        Assert.Contains("success", body);
    }

    private static string Batch(int count) => $"[{string.Join(',', Enumerable.Repeat(Stats, count))}]";
}
