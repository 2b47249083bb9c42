using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Parsing;

/// <summary>
/// The torrents that a verb is about: ids, or <c>--all</c>, and before other words if the verb takes some.
/// </summary>
internal sealed class TorrentIds
{
    private const string What = "number, info-hash, or its first 6 or more digits";

    private readonly int _wordsAfter;

    private TorrentIds(int wordsAfter, string name, string description)
    {
        _wordsAfter = wordsAfter;
        Words = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };
    }

    private Argument<string[]> Words { get; }

    private Option<bool> All { get; } = new("--all") { Description = "Every torrent." };

    /// <summary>One id, required.</summary>
    public static Argument<string> One()
    {
        var argument = new Argument<string>("ID") { Description = "Torrent: " + What + "." };
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !IsId(result.Tokens[0].Value))
                result.AddError(NotAnId(result.Tokens[0].Value));
        });
        return argument;
    }

    /// <summary>
    /// Adds the arguments <c>ID... WORDS</c> and <c>--all</c> to a command; what they hold is checked.
    /// </summary>
    public static TorrentIds AddTo(Command command, params string[] words)
    {
        string name = words.Length == 0 ? "ID" : "ID... " + string.Join(' ', words);
        var ids = new TorrentIds(words.Length, name, $"Torrents: each a {What}; none with --all.");
        command.Add(ids.Words);
        command.Add(ids.All);
        command.Validators.Add(ids.Check);
        return ids;
    }

    public bool IsAll(VerbCall call) => call.Get(All);

    public IReadOnlyList<string> Given(VerbCall call) => call.GetAll(Words)[..^_wordsAfter];

    /// <summary>The words after the ids, as many as were declared.</summary>
    public IReadOnlyList<string> After(VerbCall call) => call.GetAll(Words)[^_wordsAfter..];

    /// <summary>The ids that were given; for <c>--all</c> those that the server has.</summary>
    public async Task<IReadOnlyList<string>> ResolveAsync(VerbCall call, CancellationToken cancellation)
    {
        if (!IsAll(call)) return Given(call);
        TorrentListDto list = await call.Client.Torrents.ListAsync(cancellation: cancellation);
        return [.. list.Torrents.Select(t => t.Id.ToString(CultureInfo.InvariantCulture))];
    }

    public static bool IsId(string text) =>
        text.Length is > 0 and <= 9 && text.All(char.IsAsciiDigit)
        || text.Length is >= 6 and <= 40 && text.All(char.IsAsciiHexDigit);

    private void Check(CommandResult command)
    {
        string[] words = command.GetValue(Words) ?? [];
        bool all = command.GetValue(All);
        if (words.Length < _wordsAfter)
        {
            command.AddError($"Words are missing: write {Words.Name}.");
            return;
        }

        string[] ids = words[..^_wordsAfter];
        if (all && ids.Length > 0) command.AddError($"--all leaves no room for '{ids[0]}': give ids or --all.");
        if (!all && ids.Length == 0)
            command.AddError($"No torrent is named: write {Words.Name}, or --all for every one.");
        if (!all && Array.Find(ids, id => !IsId(id)) is { } bad) command.AddError(NotAnId(bad));
    }

    private static string NotAnId(string text) => $"'{text}' is no ID: give a {What}.";
}
