using GSTorrent.Api.Contracts;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;

namespace GSTorrent.Api.Native.Tests.Torrents;

public sealed class RemovalOutcomeTests
{
    private static readonly ContractsJsonContext Json = ContractsJsonContext.Default;

    [Fact]
    public async Task The_answer_to_a_removal_with_content_says_where_its_outcome_is_told()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentDto torrent = await server.AddAsync(1);
        ActionResultDto done = Assert.Single(await server.AskAsync(
            "POST", "torrents/actions", 200, Json.IReadOnlyListActionResultDto,
            """{"action":"removeWithData","ids":["1"]}"""));
        Assert.Equal(torrent.InfoHash, done.InfoHash);
        JournalEntry entry = await WhenToldAsync(server, done.JournalSince!.Value);
        Assert.Equal(torrent.InfoHash, entry.InfoHash.ToString());
    }

    [Fact]
    public async Task Other_actions_and_callers_who_would_not_see_it_are_told_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1, "tv");
        ActionResultDto stopped = Assert.Single(await server.AskAsync(
            "POST", "torrents/actions", 200, Json.IReadOnlyListActionResultDto, """{"action":"stop","all":true}"""));
        Assert.Equal((null, null), (stopped.InfoHash, stopped.JournalSince));
        string narrowed = await server.TokenOfAsync(AccessRole.Control, "tv");
        ActionResultDto removed = Assert.Single(await server.AskAsync(
            "POST", "torrents/actions", 200, Json.IReadOnlyListActionResultDto,
            """{"action":"removeWithData","all":true}""", narrowed));
        Assert.Equal((null, null, null), (removed.Problem, removed.InfoHash, removed.JournalSince));
    }

    private static async Task<JournalEntry> WhenToldAsync(RunningServer server, long since)
    {
        while (true)
        {
            Task next = server.Host.Journal.NextEntry;
            JournalEntry? found = server.Host.Journal.Since(since).Entries
                .FirstOrDefault(entry => entry.Kind is JournalKinds.ContentDeleted or JournalKinds.ContentKept);
            if (found is not null) return found;
            await next.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }
}
