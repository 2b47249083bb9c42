using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>queue ID... top|up|down|bottom</c></summary>
internal static class QueueVerb
{
    private static readonly string[] Directions = ["top", "up", "down", "bottom"];

    public static Command Create(VerbHost host)
    {
        var command = new Command("queue", "Take torrents elsewhere in the queue: top, up, down or bottom.");
        TorrentIds ids = TorrentIds.AddTo(command, "top|up|down|bottom");
        command.Validators.Add(result =>
        {
            if (ids.LastWord(result) is { } word && !Directions.Contains(word, StringComparer.Ordinal))
                result.AddError($"'{word}' is no direction: write top, up, down or bottom.");
        });
        return host.Handle(command, async (call, cancellation) =>
        {
            int[] numbers = await ids.ResolveNumbersAsync(call, cancellation);
            var direction = Enum.Parse<QueueDirection>(ids.After(call)[0], ignoreCase: true);
            await call.Client.Torrents.MoveInQueueAsync(numbers, direction, cancellation);
            call.Printer.Line($"Moved {Units.Count(numbers.Length, "torrent")}.");
            return ExitCode.Done;
        });
    }
}
