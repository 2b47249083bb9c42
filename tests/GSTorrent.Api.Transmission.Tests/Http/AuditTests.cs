using GSTorrent.Api.Transmission.Tests.Serving;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Transmission.Tests.Http;

/// <summary>What a request changed is left for the journal, which adds who it was and from where.</summary>
public sealed class AuditTests
{
    [Theory]
    [InlineData("torrent-stop", "\"ids\":[1]", "torrent-stop of content")]
    [InlineData("torrent-start-now", "\"ids\":[1,2]", "torrent-start-now of 2 torrents")]
    [InlineData("torrent-reannounce", "\"ids\":[1]", "torrent-reannounce of content")]
    [InlineData("torrent-set", "\"ids\":[2],\"labels\":[\"x\"]", "torrent-set of single.mkv")]
    [InlineData("torrent-set", "\"ids\":[2],\"queuePosition\":0", "torrent-set of single.mkv")]
    [InlineData("torrent-rename-path", "\"ids\":[2],\"path\":\"single.mkv\",\"name\":\"other.mkv\"",
        "torrent-rename-path of single.mkv")]
    [InlineData("queue-move-top", "\"ids\":[2]", "queue-move-top of single.mkv")]
    [InlineData("torrent-remove", "\"ids\":[2]", "torrent-remove of single.mkv")]
    [InlineData("torrent-remove", "", "torrent-remove of 2 torrents")]
    [InlineData("session-set", "\"speed-limit-down\":5,\"speed-limit-down-enabled\":true", "session-set")]
    [InlineData("session-close", "", "session-close")]
    public async Task A_change_is_told(string method, string arguments, string text)
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        TorrentRow[] rows = [.. host.Host.Torrents.ReadModel.All().Changed];
        await host.CallAsync(method, $"{{{arguments}}}");
        Assert.Equal((text, JournalKinds.ChangedByApi), (host.LastNote?.Text, host.LastNote?.Kind));
        TorrentRow? only = rows.SingleOrDefault(row => text.EndsWith($" of {row.Name}", StringComparison.Ordinal));
        Assert.Equal(only?.InfoHash, host.LastNote?.InfoHash);
    }

    [Fact]
    public async Task An_addition_is_told_once()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        string arguments = TwoTorrents.AddArguments(torrents.Third.TorrentFile, paused: true);
        await host.CallAsync("torrent-add", arguments);
        Assert.Equal("torrent-add of third.iso", host.LastNote?.Text);
        await host.CallAsync("torrent-add", arguments);
        Assert.Null(host.LastNote);
    }

    [Fact]
    public async Task What_changes_nothing_is_not_told()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        foreach (string method in (string[])["session-get", "session-stats", "port-test", "group-get"])
        {
            await host.CallAsync(method);
            Assert.Null(host.LastNote);
        }

        await host.GetAsync("[1]", "name");
        Assert.Null(host.LastNote);
        await host.CallAsync("torrent-stop", """{"ids":[77]}""");
        Assert.Null(host.LastNote);
        await host.RefusedAsync("torrent-set", """{"ids":[1],"labels":7}""");
        Assert.Null(host.LastNote);
        await host.RefusedAsync("session-set", """{"download-dir":"relative"}""");
        Assert.Null(host.LastNote);
        host.Caller = new Caller(AccessRole.Read, TokenId: null);
        await host.RefusedAsync("torrent-remove", """{"ids":[1]}""");
        Assert.Null(host.LastNote);
    }

    [Fact]
    public async Task A_batch_is_told_in_one_sentence()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        await host.AskAsync(
            """
            [{"jsonrpc":"2.0","method":"torrent_stop","params":{"ids":[1]},"id":1},
             {"jsonrpc":"2.0","method":"session_get","params":{},"id":2},
             {"jsonrpc":"2.0","method":"torrent_set","params":{"ids":[1],"labels":["x"]},"id":3},
             {"jsonrpc":"2.0","method":"torrent_nothing","params":{},"id":4}]
            """);
        Assert.Equal("torrent-stop of content, torrent-set of content", host.LastNote?.Text);
        Assert.NotNull(host.LastNote?.InfoHash);
        string many = string.Join(',', Enumerable.Repeat(
            """{"jsonrpc":"2.0","method":"torrent_start","params":{"ids":[2]},"id":1}""", 12));
        await host.AskAsync($"[{many}]");
        Assert.EndsWith("torrent-start of single.mkv and 2 more calls", host.LastNote?.Text, StringComparison.Ordinal);
    }
}
