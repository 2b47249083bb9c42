using System.CommandLine;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;
using GSTorrent.Storage;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>create PATH</c>: makes a .torrent on this machine and asks no server.</summary>
internal static class CreateVerb
{
    public static Command Create(VerbHost host)
    {
        var path = new Argument<string>("PATH") { Description = "File or folder." };
        var options = new CreateOptions();
        var command = new Command("create", "Make a .torrent of a file or folder here.") { path };
        options.AddTo(command);
        return host.Handle(command, (call, cancellation) =>
            RunAsync(call.Printer, options.Read(call, call.Get(path)), cancellation));
    }

    private static async Task<ExitCode> RunAsync(
        Printer printer, CreationRequest request, CancellationToken cancellation)
    {
        Func<HashingProgress, Task>? show = printer is { IsTerminal: true, IsJson: false }
            ? hashing => HashingBar.ShowAsync(hashing, printer.Console)
            : null;
        (CreatedTorrent? made, CreationError? error) =
            await new TorrentCreator(request, printer.Note).RunAsync(show, cancellation);
        if (made is null)
        {
            printer.Error(error!.Message);
            return error.IsInterrupted ? ExitCode.Interrupted : ExitCode.Failed;
        }

        printer.Line($"{made.Path}: {Units.Count(made.Files, "file")}, {Units.Size(made.TotalBytes)}, "
            + $"{Units.Count(made.Pieces, "piece")} of {Units.Size(made.PieceLength)}");
        printer.Line($"info-hash: {made.InfoHash}");
        if (made.InfoHashV2 is not null) printer.Line($"info-hash v2: {made.InfoHashV2}");
        printer.Line($"magnet: {made.Magnet}");
        printer.Json(made, CreationJsonContext.Default.CreatedTorrent);
        return ExitCode.Done;
    }
}
