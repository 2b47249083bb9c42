using System.CommandLine;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;
using GSTorrent.Client;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>events [--follow] [--since SEQ]</c></summary>
internal static class EventsVerb
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    public static Command Create(VerbHost host)
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with new entries, until Ctrl-C." };
        var since = new Option<long>("--since") { Description = "Only entries after this number.", HelpName = "SEQ" };
        var command = new Command("events", "Show the journal.") { follow, since };
        return host.Handle(command, async (call, cancellation) =>
        {
            long cursor = call.Get(since);
            JournalCalls journal = call.Client.Journal;
            JournalView view = new(call.Printer, _ => true);
            try
            {
                await view.ShowAsync(call.Get(follow)
                    ? journal.FollowAsync(cursor, _interval, cancellation)
                    : journal.GetAllAsync(cursor, cancellation));
            }
            catch (OperationCanceledException) when (call.Get(follow) && cancellation.IsCancellationRequested)
            {
                // Ctrl-C is how following ends.
            }

            return ExitCode.Done;
        });
    }
}
