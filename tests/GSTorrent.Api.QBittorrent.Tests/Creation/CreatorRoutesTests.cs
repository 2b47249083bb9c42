using System.Text.Json.Nodes;

namespace GSTorrent.Api.QBittorrent.Tests.Creation;

public sealed class CreatorRoutesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_torrent_is_made_and_can_be_taken()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string content = Path.Combine(server.Destination, "content.bin");
        await File.WriteAllBytesAsync(content, new byte[40_000]);
        JsonNode job = await MakeAsync(
            server, ("sourcePath", content), ("format", "v1"), ("pieceSize", "16384"), ("private", "true"),
            ("comment", "made here"), ("source", "site"), ("startSeeding", "false"),
            ("trackers", "http%3A%2F%2F127.0.0.1%3A1%2Fannounce"), ("urlSeeds", "http://127.0.0.1:1/seed"));
        Assert.Equal("Finished", (string)job["status"]!);
        Assert.Equal(
            [
                "taskID", "sourcePath", "pieceSize", "private", "format", "status", "timeAdded", "timeStarted",
                "timeFinished", "comment", "source", "trackers", "urlSeeds",
            ],
            job.AsObject().Select(pair => pair.Key));
        using HttpResponseMessage file = await server.SendAsync(
            "GET", $"torrentcreator/torrentFile?taskID={job["taskID"]}");
        Assert.Equal("application/x-bittorrent", file.Content.Headers.ContentType?.MediaType);
        await server.AddFileAsync(await file.Content.ReadAsByteArrayAsync());
        JsonNode torrent = Assert.Single((await server.JsonAsync("torrents/info")).AsArray())!;
        Assert.Equal(
            ("content.bin", true, "made here", 40_000),
            ((string)torrent["name"]!, (bool)torrent["private"]!, (string)torrent["comment"]!, (int)torrent["size"]!));
        await server.PostAsync("torrentcreator/deleteTask", 200, ("taskID", (string)job["taskID"]!));
        Assert.Empty((await server.JsonAsync("torrentcreator/status")).AsArray());
    }

    [Fact]
    public async Task It_is_seeded_at_once_if_that_is_wished()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string folder = Directory.CreateDirectory(Path.Combine(server.Destination, "sub", "folder")).FullName;
        foreach (string name in new[] { "a", "b" })
            await File.WriteAllBytesAsync(Path.Combine(folder, name), new byte[100]);
        JsonNode job = await MakeAsync(server, ("sourcePath", folder));
        Assert.Equal(("Finished", "hybrid"), ((string)job["status"]!, (string)job["format"]!));
        JsonNode torrent = Assert.Single((await server.JsonAsync("torrents/info")).AsArray())!;
        Assert.Equal(folder, (string)torrent["content_path"]!);
        Assert.NotEqual("", (string)torrent["infohash_v2"]!);
    }

    [Fact]
    public async Task The_file_goes_where_it_is_wished_but_replaces_none()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string content = Path.Combine(server.Destination, "a"), output = Path.Combine(server.Destination, "a.torrent");
        await File.WriteAllBytesAsync(content, new byte[100]);
        JsonNode job = await MakeAsync(server, ("sourcePath", content), ("torrentFilePath", output));
        Assert.Equal(("Finished", output), ((string)job["status"]!, (string)job["torrentFilePath"]!));
        Assert.True(File.Exists(output));
        Assert.Empty((await server.JsonAsync("torrents/info")).AsArray());
        JsonNode again = await MakeAsync(server, ("sourcePath", content), ("torrentFilePath", output));
        Assert.Equal("Failed", (string)again["status"]!);
        Assert.Contains("exists already", (string)again["errorMessage"]!);
        await server.TextAsync($"torrentcreator/torrentFile?taskID={again["taskID"]}", 409);
    }

    [Fact]
    public async Task A_link_is_no_way_out()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string link = Path.Combine(server.Destination, "link");
        Directory.CreateSymbolicLink(link, "/etc");
        JsonNode job = await MakeAsync(server, ("sourcePath", link + "/hostname"));
        Assert.Equal("Failed", (string)job["status"]!);
        await server.TextAsync($"app/getDirectoryContent?dirPath={link}", 403);
        Assert.Equal("[]", await server.TextAsync($"app/getDirectoryContent?dirPath={server.Destination}"));
    }

    private static async Task<JsonNode> MakeAsync(RunningServer server, params (string Name, string Value)[] fields)
    {
        JsonNode answer = JsonNode.Parse(await server.PostAsync("torrentcreator/addTask", 200, fields))!;
        string id = (string)answer["taskID"]!;
        await server.Host.Creations.WaitAsync(id).WaitAsync(Patience);
        return Assert.Single((await server.JsonAsync($"torrentcreator/status?taskID={id}")).AsArray())!;
    }
}
