using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>stop ID...</c></summary>
internal static class StopVerb
{
    public static Command Create(VerbHost host)
    {
        var command = new Command("stop", "Stop torrents.");
        TorrentIds ids = TorrentIds.AddTo(command);
        return host.Handle(command, (call, cancellation) =>
            BulkAction.RunAsync(call, ids, TorrentAction.Stop, "Stopped", cancellation));
    }
}
