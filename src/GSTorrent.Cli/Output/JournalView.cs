using GSTorrent.Api.Contracts;

namespace GSTorrent.Cli.Output;

/// <summary>Pages of the journal as one table, each entry printed when it comes.</summary>
internal sealed class JournalView(Printer printer, Predicate<JournalEntryDto> isWanted)
{
    public async Task ShowAsync(IAsyncEnumerable<JournalDto> pages)
    {
        bool isFirst = true;
        await foreach (JournalDto page in pages)
        {
            // Rows come one by one: a terminal too gets lines, whose widths need not be known before. A question
            // that is refused leaves no headers behind.
            if (isFirst && !printer.IsJson) printer.PlainHeader(Tables.Journal);
            isFirst = false;
            if (page.Gap) printer.Note("older entries were dropped before they could be shown");
            JournalEntryDto[] entries = [.. page.Entries.Where(e => isWanted(e))];
            printer.Json(page with { Entries = entries }, ContractsJsonContext.Default.JournalDto);
            if (!printer.IsJson) printer.PlainRows(Tables.Journal, entries);
        }
    }
}
