using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GSTorrent.Application;
using GSTorrent.Server.Commands;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Server.Running;
using GSTorrent.Terminal;

namespace GSTorrent.Server.Options;

/// <summary>The command line of the server itself, from words to an exit code.</summary>
internal static class ServerCommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandContext context)
    {
        var options = new OptionSet();
        RootCommand root = options.AddTo(new RootCommand("GSTorrent, a BitTorrent server. SIGTERM ends it cleanly."));
        root.SetAction(parse => RunAsync(parse, options, context));
        foreach (Command command in CommandSet.All(context)) root.Add(command);
        ParseResult parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction) return await RefuseAsync(context, parse.Errors[0].Message.TrimEnd('.'));

        // The action that prints the version passes over all else.
        if (parse.Action is not HelpAction && parse.UnmatchedTokens is [string unknown, ..])
            return await RefuseAsync(context, $"'{unknown}' is neither a command nor an option");
        return await parse.InvokeAsync(new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,

            // The server waits for signals by itself.
            ProcessTerminationTimeout = null,
        });
    }

    private static async Task<int> RunAsync(ParseResult parse, OptionSet set, CommandContext context)
    {
        Result<ServerOptions> read = new OptionReader(set, context).Read(parse);
        return read.TryGet(out ServerOptions? options, out AppError? error)
            ? (int)await new ServerRun(options, context).RunAsync()
            : await RefuseAsync(context, error.Message.TrimEnd('.'));
    }

    private static async Task<int> RefuseAsync(CommandContext context, string wrong)
    {
        await context.Error.WriteLineAsync(
            $"{context.Program}: {SafeText.Line(wrong)}; see '{context.Program} --help'");
        return (int)ExitCode.Usage;
    }
}
