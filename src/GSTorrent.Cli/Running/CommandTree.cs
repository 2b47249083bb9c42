using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Verbs;

namespace GSTorrent.Cli.Running;

/// <summary>The verbs, and one run of the program.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, CliContext context, CancellationToken cancellation = default)
    {
        var printer = new Printer(context, json: false);
        ParseResult parse = Parse(args, context);
        if (parse.Action is ParseErrorAction)
        {
            printer.Error(UsageText(parse));
            return (int)ExitCode.Usage;
        }

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration
            {
                Output = context.Out,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
            }, cancellation);
        }
        catch (IOException e)
        {
            // Help and the version are printed by the library; verbs tell what failed by themselves.
            printer.Error(e.Message);
            return (int)ExitCode.Failed;
        }
    }

    public static ParseResult Parse(IReadOnlyList<string> args, CliContext context) =>
        // "@name" is a word like any other: torrents' names may begin with it.
        Create(context).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static RootCommand Create(CliContext context)
    {
        var options = new GlobalOptions();
        var host = new VerbHost(context, options);
        var root = new RootCommand("Controls a GSTorrent server.") { options.Server, options.StateDir, options.Json };
        foreach (Func<VerbHost, Command> create in Verbs) root.Add(create(host));
        // The library's other names for help, such as "/?", only clutter what completion offers.
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
            foreach (string alias in (string[])["-?", "/?", "/h"]) help.Aliases.Remove(alias);
        return root;
    }

    private static Func<VerbHost, Command>[] Verbs =>
    [
        AddVerb.Create, ListVerb.Create, ShowVerb.Create, FilesVerb.Create, PeersVerb.Create, TrackersVerb.Create,
        StartVerb.Create, StopVerb.Create, RemoveVerb.Create, RecheckVerb.Create, AnnounceVerb.Create,
        MoveVerb.Create, RenameVerb.Create, PriorityVerb.Create, LimitVerb.Create, TagVerb.Create,
        ChangeVerb.Create, QueueVerb.Create, CategoryVerb.Create, JobsVerb.Create, ExportVerb.Create,
        WatchVerb.Create, EventsVerb.Create, ErrorsVerb.Create, SettingsVerb.Create, StatsVerb.Create,
        NetworkVerb.Create,
        ShutdownVerb.Create, TokenVerb.Create, UserVerb.Create, ServerVerb.Create, CreateVerb.Create,
        CompletionsVerb.Create,
    ];

    private static string UsageText(ParseResult parse)
    {
        if (parse.CommandResult.Command is RootCommand && parse.UnmatchedTokens is [var word, ..])
            return $"'{word}' is no verb; see 'gstctl --help'";
        string path = string.Join(' ', Path(parse).Prepend("gstctl"));
        return $"{Missing(parse) ?? parse.Errors[0].Message.TrimEnd('.')}; see '{path} --help'";
    }

    private static string? Missing(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        if (command.Action is null && parse.UnmatchedTokens.Count == 0)
            return command is RootCommand
                ? "no verb is given"
                : $"'{command.Name}' needs one of {string.Join(", ", command.Subcommands.Select(c => c.Name))}";
        string[] missing =
        [
            .. command.Arguments
                .Where(a => (parse.GetResult(a)?.Tokens.Count ?? 0) < a.Arity.MinimumNumberOfValues)
                .Select(a => a.Name),
        ];
        return missing.Length == 0 ? null : $"'{command.Name}' needs {string.Join(' ', missing)}";
    }

    private static Stack<string> Path(ParseResult parse)
    {
        var names = new Stack<string>();
        for (Symbol? at = parse.CommandResult.Command; at is Command and not RootCommand;
            at = at.Parents.FirstOrDefault())
            names.Push(at.Name);
        return names;
    }
}
