using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>move ID... DIR</c></summary>
internal static class MoveVerb
{
    public static Command Create(VerbHost host)
    {
        var command = new Command("move", "Take torrents' content to another directory of the server.");
        TorrentIds ids = TorrentIds.AddTo(command, "DIR");
        return host.Handle(command, async (call, cancellation) =>
        {
            string destination = ServerPath.Of(call, ids.After(call)[0]);
            return await PerTorrent.RunAsync(call, await ids.ResolveAsync(call, cancellation), async id =>
            {
                TorrentDto torrent = await call.Client.Torrents.MoveAsync(id, destination, cancellation);
                call.Printer.Json(torrent, ContractsJsonContext.Default.TorrentDto);
                call.Printer.Line($"Moving {torrent.Id} {torrent.Name} to {destination}");
            });
        });
    }
}
