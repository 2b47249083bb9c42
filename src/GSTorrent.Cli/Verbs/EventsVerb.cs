using System.CommandLine;
using System.Globalization;
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
        Option<long> since = SinceOption();
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

    private static Option<long> SinceOption() => new("--since")
    {
        Description = "Only entries after this number.",
        HelpName = "SEQ",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long cursor)) return cursor;
            result.AddError($"'{text}' is no entry's number: give one of the column SEQ, or 0 for all.");
            return 0;
        },
    };
}
