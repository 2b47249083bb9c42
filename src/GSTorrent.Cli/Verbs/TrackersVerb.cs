using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>trackers ID</c></summary>
internal static class TrackersVerb
{
    public static Command Create(VerbHost host)
    {
        Argument<string> id = TorrentIds.One();
        var command = new Command("trackers", "Show a torrent's trackers.") { id };
        return host.Handle(command, async (call, cancellation) =>
        {
            IReadOnlyList<TrackerDto> rows = await call.Client.Torrents.GetTrackersAsync(call.Get(id), cancellation);
            call.Printer.Json(rows, ContractsJsonContext.Default.IReadOnlyListTrackerDto);
            call.Printer.Table(Tables.Trackers, rows);
            return ExitCode.Done;
        });
    }
}
