using GSTorrent.Application.Journal;

namespace GSTorrent.Api.Native.Tests.Access;

public sealed class AuditRoomTests
{
    [Fact]
    public async Task What_asks_for_an_admin_has_places_apart_from_changes_of_torrents_by_the_same_caller()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        using HttpResponseMessage settings = await server.SendAsync(
            "PATCH", "settings", """{"values":{"transfers.upload-limit":"1M"}}""");
        using HttpResponseMessage stopped = await server.SendAsync("POST", "torrents/1/stop");
        JournalEntry[] told = await ChangesAsync(server.Host.Journal, 3);
        Assert.Equal(3, told.Length);
        Assert.Contains("PATCH /api/v1/settings", told[1].Text);
        Assert.Equal(told[0].Room, told[2].Room);
        Assert.NotEqual(told[0].Room, told[1].Room);
        Assert.All(told, entry => Assert.NotNull(entry.Room));
    }

    // A change is told right after its answer, which may be here sooner.
    private static async Task<JournalEntry[]> ChangesAsync(EventJournal journal, int count)
    {
        while (true)
        {
            Task next = journal.NextEntry;
            JournalEntry[] told = [.. journal.Since(0).Entries.Where(entry => entry.Kind == JournalKinds.ChangedByApi)];
            if (told.Length >= count) return told;
            await next.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }
}
