using System.CommandLine;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;
using GSTorrent.Storage;
using GSTorrent.Terminal.Creating;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>create PATH</c>: makes a .torrent on this machine and asks no server.</summary>
internal static class CreateVerb
{
    public static Command Create(VerbHost host)
    {
        var arguments = new CreateArguments();
        var command = new Command("create", "Make a .torrent of a file or folder here.");
        arguments.AddTo(command);
        return host.Handle(command, (call, cancellation) =>
            RunAsync(call.Printer, call.Read(arguments), cancellation));
    }

    private static async Task<ExitCode> RunAsync(
        Printer printer, CreationRequest request, CancellationToken cancellation)
    {
        Func<HashingProgress, Task>? show = printer is { IsTerminal: true, IsJson: false }
            ? hashing => HashingBar.ShowAsync(hashing, printer.Console)
            : null;
        var notes = new CreateNotes(printer.Note);
        (CreatedTorrent? made, CreationError? error) =
            await new TorrentCreator(request, notes.Add).RunAsync(show, cancellation);
        notes.End();
        if (made is null)
        {
            printer.Error(error!.Message);
            return error.IsInterrupted ? ExitCode.Interrupted : ExitCode.Failed;
        }

        foreach (string line in CreatedText.Lines(made)) printer.Line(line);
        printer.Json(made, CreationJsonContext.Default.CreatedTorrent);
        return ExitCode.Done;
    }
}
