using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;
using GSTorrent.Client;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>list</c></summary>
internal static class ListVerb
{
    public static Command Create(VerbHost host)
    {
        Option<string> filter = TorrentQueryOptions.Filter();
        Option<string> sort = TorrentQueryOptions.Sort();
        var reverse = new Option<bool>("--reverse") { Description = "Largest or last first." };
        var command = new Command("list", "Show the torrents.") { filter, sort, reverse };
        return host.Handle(command, async (call, cancellation) =>
        {
            var query = new TorrentListQuery
            {
                Filter = call.Get(filter),
                Sort = SortText(call.Get(sort), call.Get(reverse)),
            };
            TorrentListDto list = await call.Client.Torrents.ListAsync(query, cancellation);
            call.Printer.Json(list, ContractsJsonContext.Default.TorrentListDto);
            call.Printer.Table(Tables.Torrents, list.Torrents);
            return ExitCode.Done;
        });
    }

    private static string? SortText(string? field, bool isReversed) => isReversed ? "-" + (field ?? "id") : field;
}
