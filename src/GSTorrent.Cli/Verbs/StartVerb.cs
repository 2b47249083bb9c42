using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>start ID...</c></summary>
internal static class StartVerb
{
    public static Command Create(VerbHost host)
    {
        var command = new Command("start", "Run torrents.");
        TorrentIds ids = TorrentIds.AddTo(command);
        return host.Handle(command, (call, cancellation) =>
            BulkAction.RunAsync(call, ids, TorrentAction.Start, "Started", cancellation));
    }
}
