using System.CommandLine;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Storage;

namespace GSTorrent.Server.Commands.Create;

/// <summary><c>create</c>: makes a metainfo file of a file or folder.</summary>
internal static class CreateCommand
{
    private const int MaxNotes = 20;

    public static Command Create(CommandContext context)
    {
        var arguments = new CreateArguments();
        var command = new Command("create", "Make a .torrent of a file or folder.") { arguments.Path };
        foreach (Option option in arguments.Options) command.Add(option);
        command.SetAction((parse, cancellation) => RunAsync(context, arguments, parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, CreateArguments arguments, ParseResult parse, CancellationToken cancellation)
    {
        var printer = new Printer(context, parse.GetValue(arguments.Json));
        Func<HashingProgress, Task>? show = printer.IsLive
            ? hashing => HashingBar.ShowAsync(hashing, printer.CreateConsole())
            : null;
        CreationRequest request = arguments.Read(parse, context);
        int notes = 0;
        void Note(string text)
        {
            if (Interlocked.Increment(ref notes) <= MaxNotes) printer.Note(text);
        }

        (CreatedTorrent? made, CreationError? error) =
            await new TorrentCreator(request, Note).RunAsync(show, cancellation);
        if (notes > MaxNotes) printer.Note($"and {notes - MaxNotes} more");
        if (made is null)
        {
            printer.Error(error!.Message);
            return (int)(error.IsInterrupted ? ExitCode.Interrupted : ExitCode.Failed);
        }

        printer.Line($"{made.Path}: {Units.Count(made.Files, "file")}, {Units.Size(made.TotalBytes)}, "
            + $"{Units.Count(made.Pieces, "piece")} of {Units.Size(made.PieceLength)}");
        printer.Line($"info-hash: {made.InfoHash}");
        if (made.InfoHashV2 is not null) printer.Line($"info-hash v2: {made.InfoHashV2}");
        printer.Line($"magnet: {made.Magnet}");
        printer.Json(made, CreationJsonContext.Default.CreatedTorrent);
        return (int)ExitCode.Done;
    }
}
