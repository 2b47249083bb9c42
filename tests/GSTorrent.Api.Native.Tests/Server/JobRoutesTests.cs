using System.Text.Json;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Server;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Api.Native.Tests.Server;

public sealed class JobRoutesTests
{
    private static ContractsJsonContext Json => ContractsJsonContext.Default;

    [Fact]
    public async Task A_torrent_is_made_of_content_on_the_server()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string content = Path.Combine(server.Destination, "file.bin");
        await File.WriteAllBytesAsync(content, new byte[100_000]);
        string body = Body(new CreateJobRequest
        {
            ContentPath = content,
            PieceLengthBytes = 32 * 1024,
            Private = true,
            Trackers = ["http://127.0.0.1:9/announce"],
        });
        JobDto ordered = await server.AskAsync("POST", "jobs/creations", 202, Json.JobDto, body);
        Assert.Equal((JobKind.Create, content), (ordered.Kind, ordered.Subject));

        await server.Host.Creations.WaitAsync(ordered.Id);
        JobDto done = await server.AskAsync("GET", $"jobs/creations/{ordered.Id}", 200, Json.JobDto);
        Assert.Equal((JobStatus.Done, 1.0), (done.Status, done.Progress));
        Assert.Equal(
            ordered.Id, Assert.Single(await server.AskAsync("GET", "jobs", 200, Json.IReadOnlyListJobDto)).Id);
        using HttpResponseMessage file = await server.SendAsync("GET", $"jobs/creations/{ordered.Id}/torrent-file");
        byte[] torrent = await file.Content.ReadAsByteArrayAsync();
        Assert.True(Metainfo.TryParse(torrent, out Metainfo? metainfo, out _));
        Assert.Equal((32 * 1024, true), (metainfo.Geometry.PieceLength, metainfo.IsPrivate));

        using HttpResponseMessage removed = await server.SendAsync("DELETE", $"jobs/creations/{ordered.Id}");
        Assert.Equal(204, (int)removed.StatusCode);
        await server.RefusedAsync("GET", $"jobs/creations/{ordered.Id}", 404, "job-not-found");
        await server.RefusedAsync("DELETE", $"jobs/creations/{ordered.Id}", 404, "job-not-found");
    }

    [Theory]
    [InlineData(TorrentRowState.Checking, true, JobStatus.Waiting)]
    [InlineData(TorrentRowState.Checking, false, JobStatus.Running)]
    [InlineData(TorrentRowState.Moving, false, JobStatus.Running)]
    [InlineData(TorrentRowState.Seeding, false, null)]
    public void A_check_that_has_not_its_turn_waits(TorrentRowState state, bool isQueued, JobStatus? status)
    {
        var row = new TorrentRow
        {
            Number = 7,
            InfoHash = new InfoHash(new byte[20]),
            Name = "name",
            State = state,
            IsQueuedForCheck = isQueued,
        };
        Assert.Equal(status, JobTranslation.ToJob(row)?.Status);
    }

    [Theory]
    [InlineData("""{"contentPath":"/etc/passwd"}""", 403, "path-not-allowed")]
    [InlineData("""{"contentPath":"relative"}""", 403, "path-not-allowed")]
    [InlineData("""{}""", 400, "bad-request")]
    [InlineData("""{"contentPath":"/x","pieceLengthBytes":20000}""", 400, "bad-request")]
    [InlineData("""{"contentPath":"/x","pieceLengthBytes":1073741824}""", 400, "bad-request")]
    [InlineData("""{"contentPath":"/x","version":"v3"}""", 400, "bad-request")]
    [InlineData("""{"contentPath":"/x","trackers":[null]}""", 400, "bad-request")]
    public async Task A_wrong_order_is_refused(string body, int status, string code)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.RefusedAsync("POST", "jobs/creations", status, code, body);
        Assert.Empty(await server.AskAsync("GET", "jobs", 200, Json.IReadOnlyListJobDto));
    }

    [Fact]
    public async Task A_failed_creation_tells_why_and_has_no_file()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string body = Body(new CreateJobRequest { ContentPath = Path.Combine(server.Destination, "none") });
        JobDto ordered = await server.AskAsync("POST", "jobs/creations", 202, Json.JobDto, body);
        await server.Host.Creations.WaitAsync(ordered.Id);
        JobDto failed = await server.AskAsync("GET", $"jobs/creations/{ordered.Id}", 200, Json.JobDto);
        Assert.Equal(JobStatus.Failed, failed.Status);
        Assert.Contains("none", failed.Error, StringComparison.Ordinal);
        await server.RefusedAsync("GET", $"jobs/creations/{ordered.Id}/torrent-file", 409, "creation-failed");
    }

    [Fact]
    public async Task Who_sees_one_category_only_makes_no_torrents_and_sees_none_being_made()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string token = await server.TokenOfAsync(AccessRole.Control, "films");
        string content = Path.Combine(server.Destination, "file.bin");
        await File.WriteAllBytesAsync(content, new byte[10]);
        string body = Body(new CreateJobRequest { ContentPath = content });
        await server.RefusedAsync("POST", "jobs/creations", 403, "not-allowed", body, token);
        JobDto mine = await server.AskAsync("POST", "jobs/creations", 202, Json.JobDto, body);
        await server.RefusedAsync("GET", $"jobs/creations/{mine.Id}", 404, "job-not-found", token: token);
        using HttpResponseMessage list = await server.SendAsync("GET", "jobs", token: token);
        Assert.Equal("[]", await list.Content.ReadAsStringAsync());
        await server.RefusedAsync("GET", "directories?path=/", 403, "not-allowed", token: token);
    }

    private static string Body(CreateJobRequest request) => JsonSerializer.Serialize(request, Json.CreateJobRequest);
}
