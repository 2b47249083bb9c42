using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.App;

/// <summary>The journal as a log.</summary>
internal sealed class LogRoutes(EventJournal journal, TorrentReadModel readModel)
{
    private const int Normal = 1, Warning = 4, Critical = 8;

    public void Map(RouteSet routes)
    {
        routes.Read("/log/main", MainAsync);

        // No log of peers is kept.
        routes.Read("/log/peers", static call => call.JsonAsync(static writer =>
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
        }));
    }

    private Task MainAsync(Call call)
    {
        Parameters parameters = call.Parameters;
        int wanted = (parameters.Flag("normal") is false ? 0 : Normal)
            | (parameters.Flag("warning") is false ? 0 : Warning)
            | (parameters.Flag("critical") is false ? 0 : Critical);
        JournalPage page = journal.Since(parameters.Number("last_known_id") ?? -1, EventJournal.MaxEntries);
        return call.JsonAsync(async answer =>
        {
            answer.Writer.WriteStartArray();
            foreach (JournalEntry entry in page.Entries)
            {
                int type = TypeOf(entry.Severity);
                if ((wanted & type) == 0 || !IsFor(call, entry)) continue;
                answer.Writer.WriteStartObject();
                answer.Writer.WriteNumber("id"u8, entry.Sequence);
                answer.Writer.WriteNumber("timestamp"u8, entry.TimeUnixMs / 1000);
                answer.Writer.WriteNumber("type"u8, type);
                answer.Writer.WriteString("message"u8, entry.Text);
                answer.Writer.WriteEndObject();
                await answer.SendSomeAsync();
            }

            answer.Writer.WriteEndArray();
        });
    }

    // Who does not see all torrents sees what is about theirs and nothing else.
    private bool IsFor(Call call, JournalEntry entry) =>
        call.SeesAll
        || (entry.InfoHash is { } hash && readModel.TryGet(hash, out TorrentRow? row) && call.Caller.Sees(row));

    private static int TypeOf(JournalSeverity severity) => severity switch
    {
        JournalSeverity.Error => Critical,
        JournalSeverity.Warning => Warning,
        _ => Normal,
    };
}
