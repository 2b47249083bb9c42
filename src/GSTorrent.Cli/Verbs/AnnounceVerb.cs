using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>announce ID...</c></summary>
internal static class AnnounceVerb
{
    public static Command Create(VerbHost host)
    {
        var command = new Command("announce", "Announce torrents to their trackers now.");
        TorrentIds ids = TorrentIds.AddTo(command);
        return host.Handle(command, (call, cancellation) =>
            BulkAction.RunAsync(call, ids, TorrentAction.Announce, "Announcing", cancellation));
    }
}
