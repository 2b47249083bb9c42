using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>recheck ID...</c></summary>
internal static class RecheckVerb
{
    public static Command Create(VerbHost host)
    {
        var command = new Command("recheck", "Compare torrents' content with their piece hashes.");
        TorrentIds ids = TorrentIds.AddTo(command);
        return host.Handle(command, (call, cancellation) =>
            BulkAction.RunAsync(call, ids, TorrentAction.Recheck, "Rechecking", cancellation));
    }
}
