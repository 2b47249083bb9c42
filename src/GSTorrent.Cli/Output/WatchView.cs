using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;
using GSTorrent.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GSTorrent.Cli.Output;

/// <summary>The torrents as events change them: a table that stays in place, or a line for every change.</summary>
internal static class WatchView
{
    /// <summary>Redraws one table with every event.</summary>
    public static Task LiveAsync(VerbCall call, IAsyncEnumerable<TorrentChanges> events, TorrentFilter filter)
    {
        Printer printer = call.Printer;
        var rows = new TorrentRows();
        LiveDisplay live = printer.Console.Live(TerminalTable.Of(Tables.Torrents, [], printer.Width)).AutoClear(false);
        live.Overflow = VerticalOverflow.Ellipsis;
        return live.StartAsync(async display =>
        {
            call.LossChanged = error => display.UpdateTarget(Picture(error));
            await foreach (TorrentChanges next in events)
            {
                rows.Apply(next);
                display.UpdateTarget(Picture(null));
            }
        });

        // Figures that are no longer true do not stay without a word.
        IRenderable Picture(ClientError? loss)
        {
            IRenderable table =
                TerminalTable.Of(Tables.Torrents, [.. rows.All.Where(filter.Matches)], printer.Width);
            return loss is null ? table : new Rows(new Text(SafeText.Of(ErrorText.OfLoss(loss))), table);
        }
    }

    /// <summary>
    /// Prints each changed row as a line like those of the list; of a removed one, its id and "removed".
    /// </summary>
    public static async Task PlainAsync(Printer printer, IAsyncEnumerable<TorrentChanges> events, TorrentFilter filter)
    {
        bool isFirst = true;
        await foreach (TorrentChanges next in events)
        {
            if (isFirst && !printer.IsJson) printer.PlainHeader(Tables.Torrents);
            isFirst = false;
            TorrentChanges shown = next with { Changed = [.. next.Changed.Where(filter.Matches)] };
            printer.Json(shown, ContractsJsonContext.Default.TorrentChanges);
            if (printer.IsJson) continue;
            printer.PlainRows(Tables.Torrents, shown.Changed);
            foreach (int id in shown.Removed) printer.Raw(FormattableString.Invariant($"{id}\tremoved"));
        }
    }
}
