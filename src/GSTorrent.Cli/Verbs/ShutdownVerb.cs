using System.CommandLine;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>shutdown</c></summary>
internal static class ShutdownVerb
{
    public static Command Create(VerbHost host) =>
        host.Handle(new Command("shutdown", "Stop the server cleanly."), async (call, cancellation) =>
        {
            await call.Client.ShutdownAsync(cancellation);
            call.Printer.Line("The server is shutting down.");
            return ExitCode.Done;
        });
}
