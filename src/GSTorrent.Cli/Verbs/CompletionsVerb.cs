using System.CommandLine;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>completions bash|zsh|fish</c></summary>
internal static class CompletionsVerb
{
    public static Command Create(VerbHost host)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command(
            "completions", "Print a shell's completion script; source it from the shell's start file.")
        {
            shell,
        };
        return host.Handle(command, (call, _) =>
        {
            call.Printer.Raw(CompletionScripts.For(call.Get(shell)));
            return Task.FromResult(ExitCode.Done);
        });
    }
}
