using System.Text.Json;
using GSTorrent.Api.Contracts;

namespace GSTorrent.Client.Tests.Torrents;

public sealed class TorrentCallsTests
{
    public static TheoryData<string, string, Func<TorrentCalls, Task>> Routes => new()
    {
        { "GET /api/v1/torrents", Samples.List, t => t.ListAsync() },
        {
            "GET /api/v1/torrents?filter=tag%3Akeep%20a&sort=-size&offset=5&limit=2", Samples.List,
            t => t.ListAsync(new TorrentListQuery { Filter = "tag:keep a", Sort = "-size", Offset = 5, Limit = 2 })
        },
        { "GET /api/v1/torrents/7/pieces", """{"count":1,"length":2,"have":"gA=="}""", t => t.GetPiecesAsync("7") },
        { "GET /api/v1/torrents/7/facts", "{}", t => t.GetFactsAsync("7") },
        { "PATCH /api/v1/torrents/7", Samples.Torrent, t => t.ChangeAsync("7", new ChangeTorrentRequest()) },
        { "POST /api/v1/queue/moves", "", t => t.MoveInQueueAsync([7], QueueDirection.Top) },
        { "GET /api/v1/torrents/7", Samples.Torrent, t => t.GetAsync("7") },
        { "GET /api/v1/torrents/7/files", "[]", t => t.GetFilesAsync("7") },
        { "GET /api/v1/torrents/7/peers", "[]", t => t.GetPeersAsync("7") },
        { "GET /api/v1/torrents/7/trackers", "[]", t => t.GetTrackersAsync("7") },
        { "POST /api/v1/torrents/7/start", Samples.Torrent, t => t.StartAsync("7") },
        { "POST /api/v1/torrents/7/stop", Samples.Torrent, t => t.StopAsync("7") },
        { "POST /api/v1/torrents/7/recheck", Samples.Torrent, t => t.RecheckAsync("7") },
        { "POST /api/v1/torrents/7/announce", Samples.Torrent, t => t.AnnounceAsync("7") },
        { "DELETE /api/v1/torrents/7", "", t => t.RemoveAsync("7") },
        { "DELETE /api/v1/torrents/7?data=true", "", t => t.RemoveAsync("7", withContent: true) },
        { "POST /api/v1/torrents/7/move", Samples.Torrent, t => t.MoveAsync("7", "/srv") },
        { "POST /api/v1/torrents/7/rename", Samples.Torrent, t => t.RenameAsync("7", "n") },
        { "POST /api/v1/torrents/7/peers", Samples.Torrent, t => t.AddPeersAsync("7", ["h:1"]) },
        { "PUT /api/v1/torrents/7/priorities", "[]", t => t.SetPrioritiesAsync("7", []) },
        { "PUT /api/v1/torrents/7/limits", Samples.Torrent, t => t.SetLimitsAsync("7", new LimitsRequest()) },
        { "PUT /api/v1/torrents/7/tags", Samples.Torrent, t => t.SetTagsAsync("7", []) },
        { "POST /api/v1/torrents/actions", Samples.Action, t => t.ActAsync(new() { Action = TorrentAction.Stop }) },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Calls_its_route_with_the_token(string line, string answer, Func<TorrentCalls, Task> call)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(answer.Length == 0 ? 204 : 200, answer);
        using GSTorrentClient client = server.Connect();
        await call(client.Torrents);
        Received request = Assert.Single(server.Requests);
        Assert.Equal(line, request.Line);
        Assert.Equal("Bearer gst_test", request.Authorization);
    }

    [Fact]
    public async Task Reads_every_field_and_passes_over_unknown_ones()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(200, Samples.List);
        using GSTorrentClient client = server.Connect();
        TorrentListDto list = await client.Torrents.ListAsync();
        Assert.Equal(42, list.Revision);
        TorrentDto torrent = Assert.Single(list.Torrents);
        Assert.Equal((7, "debian.iso", TorrentState.Downloading), (torrent.Id, torrent.Name, torrent.State));
        Assert.Equal((125L, 1572864L), (torrent.EtaS, torrent.DownloadBytesPerSecond));
        Assert.Null(torrent.Error);
    }

    [Theory]
    [InlineData(201, true)]
    [InlineData(200, false)]
    public async Task Adding_tells_whether_it_was_there(int status, bool isNew)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(status, Samples.Torrent);
        using GSTorrentClient client = server.Connect();
        AddedTorrent added = await client.Torrents.AddAsync(new() { TorrentFile = [1, 2, 3], Files = ["*.txt"] });
        Assert.Equal(isNew, added.IsNew);
        string body = Assert.Single(server.Requests).Body;
        AddTorrentRequest sent = JsonSerializer.Deserialize(body!, ContractsJsonContext.Default.AddTorrentRequest)!;
        Assert.Equal([1, 2, 3], sent.TorrentFile);
        Assert.Equal(["*.txt"], sent.Files);
        Assert.Null(sent.Uri);
        Assert.Null(sent.Paused);
        Assert.DoesNotContain("null", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_cannot_leave_its_place_in_the_route()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(200, Samples.Torrent);
        using GSTorrentClient client = server.Connect();
        await client.Torrents.GetAsync("a/../b?c");
        Received request = Assert.Single(server.Requests);
        Assert.Equal(("/api/v1/torrents/a%2F..%2Fb%3Fc", ""), (request.Path, request.Query));
    }
}
