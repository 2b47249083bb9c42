using System.CommandLine;
using System.CommandLine.Invocation;
using GSTorrent.Server.Commands.Create;
using GSTorrent.Server.Commands.Get;
using GSTorrent.Terminal;

namespace GSTorrent.Server.Commands;

/// <summary>The commands of the server's program that need no running server.</summary>
internal static class CommandSet
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>All of them, to be put below a root command.</summary>
    public static IReadOnlyList<Command> All(CommandContext context) =>
        [GetCommand.Create(context), CreateCommand.Create(context)];

    /// <summary>Is the command line one of these?</summary>
    public static bool Takes(IReadOnlyList<string> args) => args is ["get" or "create", ..];

    /// <summary>Runs one of these by itself and answers the exit code.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, CommandContext context, CancellationToken cancellation = default)
    {
        var root = new RootCommand("BitTorrent in the foreground, without a server.");
        foreach (Command command in All(context)) root.Add(command);
        // "@name" is a word like any other: files may be called so.
        ParseResult parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction)
        {
            await context.Error.WriteLineAsync($"{context.Program}: {UsageText(parse, context.Program)}");
            return (int)ExitCode.Usage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            // An orderly end may take so long; then the process ends all the same.
            ProcessTerminationTimeout = Patience,
        };
        return await parse.InvokeAsync(invocation, cancellation);
    }

    /// <summary>One line about what is wrong with a command line.</summary>
    public static string UsageText(ParseResult parse, string program)
    {
        Command command = parse.CommandResult.Command;
        string help = command is RootCommand ? $"{program} --help" : $"{program} {command.Name} --help";
        string[] missing =
        [
            .. command.Arguments
                .Where(wanted => (parse.GetResult(wanted)?.Tokens.Count ?? 0) < wanted.Arity.MinimumNumberOfValues)
                .Select(wanted => wanted.Name),
        ];
        string wrong = missing.Length > 0
            ? $"'{command.Name}' needs {string.Join(' ', missing)}"
            : parse.Errors[0].Message.TrimEnd('.');
        return $"{SafeText.Line(wrong)}; see '{help}'";
    }
}
