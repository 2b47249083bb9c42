using System.Text.Json.Nodes;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

/// <summary>Clients number the files that they see, and they see no padding.</summary>
public sealed class PaddingTests
{
    [Fact]
    public async Task Files_are_numbered_without_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddFileAsync(Samples.PaddedTorrentFile);
        JsonArray files = (await server.JsonAsync($"torrents/files?hash={Samples.PaddedHash}")).AsArray();
        Assert.Equal(
            ["0 padded/a.bin [0,0]", "1 padded/b.bin [1,1]", "2 padded/c.bin [2,2]"],
            files.Select(file => $"{file!["index"]} {file["name"]} {file["piece_range"]!.ToJsonString()}"));
        JsonNode last = Assert.Single(
            (await server.JsonAsync($"torrents/files?hash={Samples.PaddedHash}&indexes=2")).AsArray())!;
        Assert.Equal("padded/c.bin", (string?)last["name"]);
    }

    [Fact]
    public async Task Priorities_go_to_the_files_that_were_meant()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddFileAsync(Samples.PaddedTorrentFile);
        await server.PostAsync(
            "torrents/filePrio", 200, ("hash", Samples.PaddedHash), ("id", "1"), ("priority", "0"));
        await server.PostAsync(
            "torrents/filePrio", 200, ("hash", Samples.PaddedHash), ("id", "2"), ("priority", "7"));
        int[] priorities = await PrioritiesAsync(server);
        Assert.Equal([1, 0, 6], priorities);
    }

    [Fact]
    public async Task So_do_those_that_come_with_the_torrent()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddFileAsync(Samples.PaddedTorrentFile, 200, ("filePriorities", "1,0,6"));
        int[] priorities = await PrioritiesAsync(server);
        Assert.Equal([1, 0, 6], priorities);
    }

    private static async Task<int[]> PrioritiesAsync(RunningServer server) =>
        [.. (await server.JsonAsync($"torrents/files?hash={Samples.PaddedHash}")).AsArray()
            .Select(file => (int)file!["priority"]!)];
}
