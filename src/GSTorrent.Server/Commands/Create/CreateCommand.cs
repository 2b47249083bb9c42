using System.CommandLine;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Storage;
using GSTorrent.Terminal.Creating;

namespace GSTorrent.Server.Commands.Create;

/// <summary><c>create</c>: makes a metainfo file of a file or folder.</summary>
internal static class CreateCommand
{
    public static Command Create(CommandContext context)
    {
        var arguments = new CreateArguments();
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        var command = new Command("create", "Make a .torrent of a file or folder.");
        arguments.AddTo(command);
        command.Add(json);
        command.SetAction((parse, cancellation) =>
        {
            CreationRequest request = arguments.Read(parse, context.CurrentDirectory, context.Time.GetUtcNow());
            return RunAsync(new Printer(context, parse.GetValue(json)), request, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Printer printer, CreationRequest request, CancellationToken cancellation)
    {
        Func<HashingProgress, Task>? show = printer.IsLive
            ? hashing => HashingBar.ShowAsync(hashing, printer.CreateConsole())
            : null;
        var notes = new CreateNotes(printer.Note);
        (CreatedTorrent? made, CreationError? error) =
            await new TorrentCreator(request, notes.Add).RunAsync(show, cancellation);
        notes.End();
        if (made is null)
        {
            printer.Error(error!.Message);
            return (int)(error.IsInterrupted ? ExitCode.Interrupted : ExitCode.Failed);
        }

        foreach (string line in CreatedText.Lines(made)) printer.Line(line);
        printer.Json(made, CreationJsonContext.Default.CreatedTorrent);
        return (int)ExitCode.Done;
    }
}
