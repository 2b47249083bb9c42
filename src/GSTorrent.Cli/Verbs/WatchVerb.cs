using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>watch</c>: the list, kept up to date.</summary>
internal static class WatchVerb
{
    public static Command Create(VerbHost host)
    {
        Option<string> filter = TorrentQueryOptions.Filter();
        var command = new Command("watch", "Show the torrents and keep them up to date, until Ctrl-C.") { filter };
        return host.Handle(command, async (call, cancellation) =>
        {
            IAsyncEnumerable<TorrentChanges> events =
                call.Client.Torrents.FollowAsync(null, call.Get(filter), cancellation);
            try
            {
                if (call.Printer is { IsTerminal: true, IsJson: false })
                    await WatchView.LiveAsync(call, events);
                else
                    await WatchView.PlainAsync(call.Printer, events);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Ctrl-C is how it ends.
            }

            return ExitCode.Done;
        });
    }
}
