using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>remove ID... [--data [--no-wait]]</c></summary>
internal static class RemoveVerb
{
    public static Command Create(VerbHost host)
    {
        var data = new Option<bool>("--data") { Description = "Delete the content too, and tell what stays." };
        var noWait = new Option<bool>("--no-wait") { Description = "Do not wait until the content is deleted." };
        var command = new Command("remove", "Forget torrents; their content stays unless --data is given.")
        {
            data, noWait,
        };
        TorrentIds ids = TorrentIds.AddTo(command);
        return host.Handle(command, async (call, cancellation) =>
        {
            TorrentAction action = call.Get(data) ? TorrentAction.RemoveWithData : TorrentAction.Remove;
            (ExitCode code, var results) = await BulkAction.ActAsync(call, ids, action, "Removed", cancellation);
            if (!call.Get(data)) return code;
            ExitCode told = await DeletionView.ShowAsync(call, results, waits: !call.Get(noWait), cancellation);
            return (ExitCode)Math.Max((int)code, (int)told);
        });
    }
}
