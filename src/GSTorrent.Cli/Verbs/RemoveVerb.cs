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
        return host.Handle(command, async (call, cancellation) =>
        {
            bool withData = call.Get(data);
            TorrentAction action = withData ? TorrentAction.RemoveWithData : TorrentAction.Remove;
            ExitCode code = await BulkAction.RunAsync(call, ids, action, "Removed", cancellation);

            // The disk takes its time, and may hold files of others: what was not deleted is known only later.
            if (withData && code == ExitCode.Done)
                call.Printer.Line("The content is being deleted; 'gstctl events' tells what stays.");
            return code;
        });
    }
}
