using System.CommandLine;

namespace GSTorrent.Cli.Parsing;

/// <summary>The options that choose and order torrents; the server reads what they hold (docs/api/native.md).</summary>
internal static class TorrentQueryOptions
{
    // Offered to the shell; whatever else the server knows is taken too.
    private static readonly string[] SortFields =
        ["id", "name", "state", "done", "size", "down", "up", "eta", "ratio", "added", "queue", "category"];

    public static Option<string> Filter() => new("--filter")
    {
        Description = "Conditions that must all fit: a state, part of the name, 'tag:linux', 'ratio>2', 'added<7d'.",
        HelpName = "EXPR",
    };

    public static Option<string> Sort()
    {
        var option = new Option<string>("--sort") { Description = "Field that gives the order.", HelpName = "FIELD" };
        option.CompletionSources.Add(SortFields);
        return option;
    }
}
