using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>list</c></summary>
internal static class ListVerb
{
    public static Command Create(VerbHost host)
    {
        Option<TorrentFilter> filter = TorrentFilter.ToOption();
        var sort = new Option<string>("--sort") { Description = "Order.", DefaultValueFactory = _ => "id" };
        sort.AcceptOnlyFromAmong([.. TorrentOrder.Names]);
        var reverse = new Option<bool>("--reverse") { Description = "Largest or last first." };
        var command = new Command("list", "Show the torrents.") { filter, sort, reverse };
        return host.Handle(command, async (call, cancellation) =>
        {
            TorrentListDto list = await call.Client.Torrents.ListAsync(cancellation: cancellation);
            TorrentFilter accepted = call.Get(filter) ?? TorrentFilter.None;
            IReadOnlyList<TorrentDto> rows =
                TorrentOrder.Apply(list.Torrents.Where(accepted.Matches), call.Get(sort)!, call.Get(reverse));
            call.Printer.Json(list with { Torrents = rows }, ContractsJsonContext.Default.TorrentListDto);
            call.Printer.Table(Tables.Torrents, rows);
            return ExitCode.Done;
        });
    }
}
