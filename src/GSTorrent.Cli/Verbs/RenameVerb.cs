using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;
using GSTorrent.Client;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>rename ID NAME [--path FROM]</c></summary>
internal static class RenameVerb
{
    public static Command Create(VerbHost host)
    {
        Argument<string> id = TorrentIds.One();
        var name = new Argument<string>("NAME") { Description = "The new name, or path with --path." };
        var path = new Option<string>("--path")
        {
            Description = "File or folder of the content to rename, on the disk too; without it the shown name only.",
            HelpName = "FROM",
        };
        var command = new Command("rename", "Change the shown name of a torrent, or of its files.") { id, name, path };
        return host.Handle(command, async (call, cancellation) =>
        {
            string to = call.Get(name);
            TorrentCalls torrents = call.Client.Torrents;
            TorrentDto torrent = call.Get(path) is { } from
                ? await torrents.RenamePathAsync(call.Get(id), from, to, cancellation)
                : await torrents.RenameAsync(call.Get(id), to, cancellation);
            call.Printer.Json(torrent, ContractsJsonContext.Default.TorrentDto);
            call.Printer.Line(call.Get(path) is { } old
                ? $"Renamed {old} of {torrent.Id} {torrent.Name} to {to}"
                : $"Renamed {torrent.Id} to {torrent.Name}");
            return ExitCode.Done;
        });
    }
}
