using System.CommandLine;

namespace GSTorrent.Cli.Running;

/// <summary>The options that every verb takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string> Server { get; } = new("--server")
    {
        Description = "Server by its name (see 'server list') or URL: http://, https:// or unix:/path.",
        HelpName = "NAME|URL",
        Recursive = true,
    };

    public Option<string> StateDir { get; } = new("--state-dir")
    {
        Description = "State directory of the local server, where its token lies.",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the API's JSON instead of text.",
        // The word after it is never its value, so completion can offer verbs.
        Arity = ArgumentArity.Zero,
        Recursive = true,
    };
}
