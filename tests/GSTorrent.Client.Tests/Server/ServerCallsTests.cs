using System.Globalization;
using GSTorrent.Api.Contracts;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Client.Tests.Server;

public sealed class ServerCallsTests
{
    public static TheoryData<string, string, Func<GSTorrentClient, Task>> Routes => new()
    {
        { "GET /api/v1/server", Samples.Server, c => c.GetServerAsync() },
        { "GET /api/v1/stats", Samples.Stats, c => c.GetStatsAsync() },
        { "POST /api/v1/shutdown", "", c => c.ShutdownAsync() },
        { "GET /api/v1/journal?since=5", Samples.Journal, c => c.Journal.GetAsync(5) },
        { "DELETE /api/v1/journal", "", c => c.Journal.ClearAsync() },
        { "GET /api/v1/settings", Samples.Settings, c => c.Settings.GetAsync() },
        { "GET /api/v1/tokens", "[]", c => c.Tokens.ListAsync() },
        { "POST /api/v1/tokens", Samples.Token, c => c.Tokens.CreateAsync(new() { Role = TokenRole.Read }) },
        { "DELETE /api/v1/tokens/t1", "", c => c.Tokens.RevokeAsync("t1") },
        { "GET /api/v1/users", "[]", c => c.Users.ListAsync() },
        { "POST /api/v1/users", Samples.User, c => c.Users.AddAsync(Samples.NewUser) },
        { "PUT /api/v1/users/a@b/password", "", c => c.Users.SetPasswordAsync("a@b", "secret of a") },
        { "DELETE /api/v1/users/a", "", c => c.Users.RemoveAsync("a") },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Calls_its_route(string line, string answer, Func<GSTorrentClient, Task> call)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(answer.Length == 0 ? 204 : 200, answer);
        using GSTorrentClient client = server.Connect();
        await call(client);
        Assert.Equal(line, Assert.Single(server.Requests).Line);
    }

    [Fact]
    public async Task A_setting_is_taken_back_by_null()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(200, Samples.Settings);
        using GSTorrentClient client = server.Connect();
        await client.Settings.ChangeAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["a.b"] = null, ["c"] = "1" });
        Received request = Assert.Single(server.Requests);
        Assert.Equal("PATCH /api/v1/settings", request.Line);
        Assert.Equal("""{"values":{"a.b":null,"c":"1"}}""", request.Body);
    }

    [Fact]
    public async Task The_whole_journal_comes_page_by_page()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            context => context.AnswerAsync(200, Page(context, last: 2500)));
        using GSTorrentClient client = server.Connect();
        long[] sequences = await client.Journal.GetAllAsync().SelectMany(p => p.Entries)
            .Select(e => e.Sequence).ToArrayAsync();
        Assert.Equal(Enumerable.Range(1, 2500).Select(i => (long)i), sequences);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Following_the_journal_survives_failures()
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            Interlocked.Increment(ref requests) % 3 == 0
                ? context.AnswerAsync(503, "")
                : context.AnswerAsync(200, Page(context, last: requests)));
        using GSTorrentClient client = server.Connect();
        List<JournalDto> pages = await client.Journal.FollowAsync(0, TimeSpan.FromTicks(1)).Take(4).ToListAsync();
        long[] sequences = [.. pages.SelectMany(p => p.Entries).Select(e => e.Sequence)];
        Assert.Equal(Enumerable.Range(1, sequences.Length).Select(i => (long)i), sequences);
    }

    private static string Page(HttpContext context, int last)
    {
        int since = int.Parse(context.Request.Query["since"]!, CultureInfo.InvariantCulture);
        int end = Math.Min(since + JournalCalls.PageLength, last);
        IEnumerable<string> entries = Enumerable.Range(since + 1, Math.Max(0, end - since)).Select(
            i => $$"""{"sequence":{{i}},"timeUnixMs":1,"severity":"information","kind":"k","text":"t"}""");
        return $$"""{"cursor":{{Math.Max(end, since)}},"entries":[{{string.Join(',', entries)}}]}""";
    }
}
