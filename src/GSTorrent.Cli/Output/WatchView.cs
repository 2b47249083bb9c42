using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using Spectre.Console;

namespace GSTorrent.Cli.Output;

/// <summary>The torrents as events change them: a table that stays in place, or a line for every change.</summary>
internal static class WatchView
{
    /// <summary>Redraws one table with every event.</summary>
    public static Task LiveAsync(Printer printer, IAsyncEnumerable<EventDto> events, TorrentFilter filter)
    {
        var rows = new TorrentRows();
        LiveDisplay live = printer.Console.Live(TerminalTable.Of(Tables.Torrents, [], printer.Width)).AutoClear(false);
        live.Overflow = VerticalOverflow.Ellipsis;
        return live.StartAsync(async display =>
        {
            await foreach (EventDto next in events)
            {
                rows.Apply(next);
                TorrentDto[] shown = [.. rows.All.Where(filter.Matches)];
                display.UpdateTarget(TerminalTable.Of(Tables.Torrents, shown, printer.Width));
            }
        });
    }

    /// <summary>
    /// Prints each changed row as a line like those of the list; of a removed one, its id and "removed".
    /// </summary>
    public static async Task PlainAsync(Printer printer, IAsyncEnumerable<EventDto> events, TorrentFilter filter)
    {
        if (!printer.IsJson) printer.PlainHeader(Tables.Torrents);
        await foreach (EventDto next in events)
        {
            EventDto shown = next with { Changed = [.. next.Changed.Where(filter.Matches)] };
            printer.Json(shown, ContractsJsonContext.Default.EventDto);
            if (printer.IsJson) continue;
            printer.PlainRows(Tables.Torrents, shown.Changed);
            foreach (int id in shown.Removed) printer.Raw(FormattableString.Invariant($"{id}\tremoved"));
        }
    }
}
