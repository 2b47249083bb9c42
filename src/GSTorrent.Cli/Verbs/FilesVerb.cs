using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>files ID</c></summary>
internal static class FilesVerb
{
    public static Command Create(VerbHost host)
    {
        Argument<string> id = TorrentIds.One();
        var command = new Command("files", "Show a torrent's files.") { id };
        return host.Handle(command, async (call, cancellation) =>
        {
            IReadOnlyList<FileDto> rows = await call.Client.Torrents.GetFilesAsync(call.Get(id), cancellation);
            call.Printer.Json(rows, ContractsJsonContext.Default.IReadOnlyListFileDto);
            call.Printer.Table(Tables.Files, rows);
            return ExitCode.Done;
        });
    }
}
