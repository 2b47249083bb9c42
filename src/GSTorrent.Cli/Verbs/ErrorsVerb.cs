using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>errors</c> and <c>errors clear</c></summary>
internal static class ErrorsVerb
{
    public static Command Create(VerbHost host)
    {
        var command = new Command("errors", "Show the journal's warnings and errors.") { ClearCommand(host) };
        return host.Handle(command, async (call, cancellation) =>
        {
            var view = new JournalView(call.Printer, e => e.Severity != JournalSeverity.Information);
            await view.ShowAsync(call.Client.Journal.GetAllAsync(0, cancellation));
            return ExitCode.Done;
        });
    }

    private static Command ClearCommand(VerbHost host)
    {
        var command = new Command("clear", "Delete all entries of the journal; asks for the role admin.");
        return host.Handle(command, async (call, cancellation) =>
        {
            await call.Client.Journal.ClearAsync(cancellation);
            call.Printer.Line("Cleared the journal.");
            return ExitCode.Done;
        });
    }
}
