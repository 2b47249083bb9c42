using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;

namespace GSTorrent.Cli.Parsing;

/// <summary>
/// What <c>list --filter</c> lets through: words that must all fit. A state ("downloading", "error") or "active" by
/// itself, <c>state:</c>, <c>tag:</c> and <c>name:</c> with a text, anything else is part of the name.
/// </summary>
internal sealed class TorrentFilter
{
    private readonly List<Predicate<TorrentDto>> _words = [];

    private TorrentFilter()
    {
    }

    /// <summary>Lets every torrent through.</summary>
    public static TorrentFilter None { get; } = new();

    /// <summary>Parses an expression; false, with the reason, if a state does not exist.</summary>
    public static bool TryParse(
        string expression, out TorrentFilter filter, [NotNullWhen(false)] out string? error)
    {
        filter = new TorrentFilter();
        error = null;
        foreach (string word in expression.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParseWord(word) is { } test) filter._words.Add(test);
            else error ??= $"'{word}' names no state: it is one of {string.Join(", ", StateNames())}.";
        }

        return error is null;
    }

    /// <summary>The option <c>--filter</c>; null without it.</summary>
    public static Option<TorrentFilter> ToOption() => new("--filter")
    {
        Description = "Words that must all fit: a state, 'active', tag:TEXT, name:TEXT, or part of the name.",
        HelpName = "EXPR",
        CustomParser = result =>
        {
            if (!TryParse(result.Tokens[0].Value, out TorrentFilter filter, out string? error)) result.AddError(error);
            return filter;
        },
    };

    public bool Matches(TorrentDto torrent) => _words.TrueForAll(word => word(torrent));

    public static IEnumerable<string> StateNames() =>
        Enum.GetValues<TorrentState>().Select(StateName.Of).Append("active");

    private static Predicate<TorrentDto>? ParseWord(string word)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        string value = word[(colon + 1)..];
        return word[..Math.Max(colon, 0)].ToLowerInvariant() switch
        {
            "state" => ByState(value),
            "tag" => torrent => torrent.Tags.Contains(value, StringComparer.OrdinalIgnoreCase),
            "name" => ByName(value),
            "" when colon < 0 => ByState(word) ?? ByName(word),
            _ => ByName(word),
        };
    }

    private static Predicate<TorrentDto>? ByState(string name)
    {
        if (name.Equals("active", StringComparison.OrdinalIgnoreCase))
            return torrent => torrent.DownloadBytesPerSecond > 0 || torrent.UploadBytesPerSecond > 0;
        foreach (TorrentState state in Enum.GetValues<TorrentState>())
            if (name.Equals(StateName.Of(state), StringComparison.OrdinalIgnoreCase))
                return torrent => torrent.State == state;
        return null;
    }

    private static Predicate<TorrentDto> ByName(string part) =>
        torrent => torrent.Name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
