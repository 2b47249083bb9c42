using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>rename ID NAME</c></summary>
internal static class RenameVerb
{
    public static Command Create(VerbHost host)
    {
        Argument<string> id = TorrentIds.One();
        var name = new Argument<string>("NAME") { Description = "The new name; files keep theirs." };
        var command = new Command("rename", "Change a torrent's shown name.") { id, name };
        return host.Handle(command, async (call, cancellation) =>
        {
            TorrentDto torrent = await call.Client.Torrents.RenameAsync(call.Get(id), call.Get(name), cancellation);
            call.Printer.Json(torrent, ContractsJsonContext.Default.TorrentDto);
            call.Printer.Line($"Renamed {torrent.Id} to {torrent.Name}");
            return ExitCode.Done;
        });
    }
}
