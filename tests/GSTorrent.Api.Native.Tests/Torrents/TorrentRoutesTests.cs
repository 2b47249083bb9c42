using GSTorrent.Api.Contracts;

namespace GSTorrent.Api.Native.Tests.Torrents;

public sealed class TorrentRoutesTests
{
    private static readonly ContractsJsonContext Json = ContractsJsonContext.Default;

    [Fact]
    public async Task A_torrent_is_added_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentDto first = await server.AddAsync(1);
        Assert.Equal("sample-1.txt", first.Name);
        Assert.Equal(server.Destination, first.Destination);
        TorrentDto again = await server.AskAsync("POST", "torrents", 200, Json.TorrentDto, Samples.AddBody(1));
        Assert.Equal(first.Id, again.Id);
        TorrentListDto list = await server.AskAsync("GET", "torrents", 200, Json.TorrentListDto);
        Assert.Equal([first.InfoHash], list.Torrents.Select(torrent => torrent.InfoHash));
        Assert.True(list.Revision > 0);
    }

    [Fact]
    public async Task A_magnet_is_added()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        const string Body = """
            {"uri":"magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=name","paused":true}
            """;
        TorrentDto torrent = await server.AskAsync("POST", "torrents", 201, Json.TorrentDto, Body);
        Assert.Equal("name", torrent.Name);
        Assert.Equal("0123456789abcdef0123456789abcdef01234567", torrent.InfoHash);
    }

    [Fact]
    public async Task A_torrent_is_found_by_number_hash_and_prefix()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentDto added = await server.AddAsync(1);
        string hash = added.InfoHash;
        foreach (string id in new[] { $"{added.Id}", hash, hash[..8], hash.ToUpperInvariant() })
            Assert.Equal(added.Id, (await server.AskAsync("GET", $"torrents/{id}", 200, Json.TorrentDto)).Id);
    }

    [Fact]
    public async Task Details_are_shown()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int id = (await server.AddAsync(1)).Id;
        var files = await server.AskAsync("GET", $"torrents/{id}/files", 200, Json.IReadOnlyListFileDto);
        Assert.Equal([(0, "sample-1.txt")], files.Select(file => (file.Index, file.Path)));
        Assert.Equal(Samples.Content(1).Length, files[0].Length);
        Assert.Empty(await server.AskAsync("GET", $"torrents/{id}/peers", 200, Json.IReadOnlyListPeerDto));
        Assert.Single(await server.AskAsync("GET", $"torrents/{id}/trackers", 200, Json.IReadOnlyListTrackerDto));
    }

    [Theory]
    [InlineData("start", 200)]
    [InlineData("stop", 200)]
    [InlineData("recheck", 202)]
    [InlineData("announce", 202)]
    public async Task Simple_verbs_answer_with_the_torrent(string verb, int status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int id = (await server.AddAsync(1, paused: false)).Id;
        Assert.Equal(id, (await server.AskAsync("POST", $"torrents/{id}/{verb}", status, Json.TorrentDto)).Id);
    }

    [Fact]
    public async Task Changes_are_seen_in_the_answer()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int id = (await server.AddAsync(1)).Id;
        TorrentDto named = await server.AskAsync(
            "POST", $"torrents/{id}/rename", 200, Json.TorrentDto, """{"name":"other"}""");
        Assert.Equal("other", named.Name);
        TorrentDto tagged = await server.AskAsync(
            "PUT", $"torrents/{id}/tags", 200, Json.TorrentDto, """{"tags":["b","a"]}""");
        Assert.Equal(["a", "b"], tagged.Tags);
        TorrentDto limited = await server.AskAsync(
            "PUT", $"torrents/{id}/limits", 200, Json.TorrentDto,
            """{"downloadLimitBytesPerSecond":1000,"sequential":true}""");
        Assert.Equal((1000, 0, true), (limited.DownloadLimitBytesPerSecond, limited.UploadLimitBytesPerSecond,
            limited.Sequential));
        var files = await server.AskAsync(
            "PUT", $"torrents/{id}/priorities", 200, Json.IReadOnlyListFileDto,
            """{"rules":[{"files":"*.txt","priority":"high"}]}""");
        Assert.Equal(FilePriority.High, files[0].Priority);
        await server.AskAsync(
            "POST", $"torrents/{id}/peers", 202, Json.TorrentDto, """{"peers":["127.0.0.1:9"]}""");
    }

    [Fact]
    public async Task A_torrent_moves()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int id = (await server.AddAsync(1)).Id;
        string elsewhere = Directory.CreateDirectory(Path.Combine(server.Destination, "elsewhere")).FullName;
        string body = $$"""{"destination":"{{elsewhere}}"}""";
        Assert.Equal(id, (await server.AskAsync("POST", $"torrents/{id}/move", 202, Json.TorrentDto, body)).Id);
    }

    [Fact]
    public async Task A_torrent_is_removed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int id = (await server.AddAsync(1)).Id;
        using HttpResponseMessage gone = await server.SendAsync("DELETE", $"torrents/{id}?data=true");
        Assert.Equal(204, (int)gone.StatusCode);
        await server.RefusedAsync("GET", $"torrents/{id}", 404, "torrent-not-found");
    }

    [Fact]
    public async Task Actions_go_torrent_by_torrent()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int id = (await server.AddAsync(1)).Id;
        await server.AddAsync(2);
        var results = await server.AskAsync(
            "POST", "torrents/actions", 200, Json.IReadOnlyListActionResultDto,
            $$"""{"action":"start","ids":["{{id}}","999"]}""");
        Assert.Null(results[0].Problem);
        Assert.Equal(("999", "torrent-not-found", 404), (results[1].Id, results[1].Problem?.Code,
            results[1].Problem?.Status));
        results = await server.AskAsync(
            "POST", "torrents/actions", 200, Json.IReadOnlyListActionResultDto, """{"action":"remove","all":true}""");
        Assert.Equal(2, results.Count(result => result.Problem is null));
        Assert.Empty((await server.AskAsync("GET", "torrents", 200, Json.TorrentListDto)).Torrents);
    }
}
