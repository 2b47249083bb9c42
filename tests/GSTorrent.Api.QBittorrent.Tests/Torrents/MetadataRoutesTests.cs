using System.Text.Json.Nodes;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class MetadataRoutesTests
{
    [Fact]
    public async Task What_is_in_files_is_told_and_nothing_is_added()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Samples.PaddedTorrentFile), "file", "padded.torrent" },
            { new ByteArrayContent(Samples.TorrentFile(1)), "torrents", "one.torrent" },
        };
        using HttpResponseMessage response = await server.SendAsync("POST", "torrents/parseMetadata", form);
        JsonArray told = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
        Assert.Equal(2, told.Count);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(
            $$"""
            {"hash": "{{Samples.PaddedHash}}", "infohash_v1": "{{Samples.PaddedHash}}", "infohash_v2": "",
             "comment": "", "created_by": "", "creation_date": -1,
             "info": {"name": "padded", "length": 32868, "piece_length": 16384, "pieces_num": 3, "private": false,
                      "files": [{"path": "padded/a.bin", "length": 100}, {"path": "padded/b.bin", "length": 100},
                                {"path": "padded/c.bin", "length": 100}]},
             "trackers": [{"url": "{{Samples.Announce}}", "tier": 0}], "webseeds": []}
            """), told[0]), told[0]!.ToJsonString());
        Assert.Equal(Samples.Hash(1), (string?)told[1]!["hash"]);
        Assert.Equal("0", await server.TextAsync("torrents/count"));
    }

    [Fact]
    public async Task A_torrent_that_is_there_is_told_by_its_info_hash_and_links_are_pending()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        JsonNode told = JsonNode.Parse(
            await server.PostAsync("torrents/fetchMetadata", 200, ("source", Samples.Hash(1))))!;
        Assert.Equal(Samples.Announce, (string?)told["trackers"]![0]!["url"]);
        const string Hash = "0123456789abcdef0123456789abcdef01234567";
        await server.PostAsync("torrents/fetchMetadata", 409, ("source", Hash));
        string link = $"magnet:?xt=urn:btih:{Hash}&x.pe=127.0.0.1:1";
        Assert.Equal(
            $$"""{"hash":"{{Hash}}","infohash_v1":"{{Hash}}","infohash_v2":""}""",
            await server.PostAsync("torrents/fetchMetadata", 202, ("source", link)));
        await server.PostAsync("torrents/saveMetadata", 409, ("source", link));
        await server.PostAsync("torrents/fetchMetadata", 400, ("source", "nonsense"));
        Assert.Equal("1", await server.TextAsync("torrents/count"));
    }

    [Fact]
    public async Task A_file_that_is_none_is_named()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var nothing = new ByteArrayContent("nothing"u8.ToArray());
        var form = new MultipartFormDataContent { { nothing, "file", "a.torrent" } };
        using HttpResponseMessage response = await server.SendAsync("POST", "torrents/parseMetadata", form);
        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal(
            "Error: 'a.torrent' is not a valid torrent file.", await response.Content.ReadAsStringAsync());
    }
}
