using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using DtoSeverity = GSTorrent.Api.Contracts.JournalSeverity;
using EntrySeverity = GSTorrent.Application.Journal.JournalSeverity;

namespace GSTorrent.Api.Native.Server;

/// <summary>The journal.</summary>
internal sealed class JournalRoutes(EventJournal journal)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/journal", AccessRole.Read, ReadAsync);
        routes.Map("DELETE", "/journal", AccessRole.Control, ClearAsync);
    }

    private Task ReadAsync(HttpContext context)
    {
        AppError? error = Query.TryReadNumber(context, "since", out long? since);
        if (error is not null) return context.WriteProblemAsync(error);
        JournalPage page = journal.Since(since ?? 0);
        var answer = new JournalDto
        {
            Cursor = page.Cursor,
            Gap = page.HasGap,
            Entries = new TranslatedList<JournalEntry, JournalEntryDto>(page.Entries, ToDto),
        };
        return context.WriteAsync(200, answer, ContractsJsonContext.Default.JournalDto);
    }

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
