using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>remove ID... [--data]</c></summary>
internal static class RemoveVerb
{
    public static Command Create(VerbHost host)
    {
        var data = new Option<bool>("--data") { Description = "Delete the content too." };
        var command = new Command("remove", "Forget torrents; their content stays unless --data is given.") { data };
        TorrentIds ids = TorrentIds.AddTo(command);
        return host.Handle(command, (call, cancellation) => call.Get(data)
            ? BulkAction.RunAsync(call, ids, TorrentAction.RemoveWithData, "Removed, with content,", cancellation)
            : BulkAction.RunAsync(call, ids, TorrentAction.Remove, "Removed", cancellation));
    }
}
