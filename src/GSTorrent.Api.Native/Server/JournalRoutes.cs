using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using DtoSeverity = GSTorrent.Api.Contracts.JournalSeverity;
using EntrySeverity = GSTorrent.Application.Journal.JournalSeverity;

namespace GSTorrent.Api.Native.Server;

/// <summary>The journal.</summary>
internal sealed class JournalRoutes(EventJournal journal, TorrentReadModel torrents)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/journal", AccessRole.Read, ReadAsync, new RouteDoc(
            "readJournal", "Tells the entries of the journal after a sequence number.")
        {
            Answers = typeof(JournalDto),
            Query = [new QueryDoc("since", "integer", "The cursor of the last answer; absent: from the oldest.")],
        });
        routes.Map("DELETE", "/journal", AccessRole.Admin, ClearAsync, new RouteDoc(
            "clearJournal", "Forgets all entries of the journal.")
        {
            Statuses = [204],
        });
    }

    private Task ReadAsync(HttpContext context)
    {
        AppError? error = Query.TryReadNumber(context, "since", out long? since);
        if (error is not null) return context.WriteProblemAsync(error);
        CallerTorrents seen = context.Torrents(torrents);
        JournalPage page = journal.Since(
            since ?? 0, filter: seen.IsNarrowed ? entry => seen.Sees(entry.InfoHash) : null);
        var answer = new JournalDto
        {
            Cursor = page.Cursor,
            Gap = page.HasGap,
            Entries = new TranslatedList<JournalEntry, JournalEntryDto>(page.Entries, ToDto),
        };
        return context.WriteAsync(200, answer, ContractsJsonContext.Default.JournalDto);
    }

    // It tells who did what: whoever has only a token for torrents must not make that unseen.
    private async Task ClearAsync(HttpContext context) =>
        await context.WriteDoneAsync(204, await journal.ClearAsync());

    private static JournalEntryDto ToDto(JournalEntry entry) => new()
    {
        Sequence = entry.Sequence,
        TimeUnixMs = entry.TimeUnixMs,
        Severity = entry.Severity switch
        {
            EntrySeverity.Error => DtoSeverity.Error,
            EntrySeverity.Warning => DtoSeverity.Warning,
            _ => DtoSeverity.Information,
        },
        Kind = entry.Kind,
        InfoHash = entry.InfoHash?.ToString(),
        Text = entry.Text,
    };
}
