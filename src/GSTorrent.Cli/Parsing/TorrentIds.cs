using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Running;
using GSTorrent.Client;

namespace GSTorrent.Cli.Parsing;

/// <summary>
/// The torrents that a verb is about: ids, <c>--all</c> or <c>--filter</c>, before other words if the verb takes some.
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

    private Option<string> Filter { get; } = TorrentQueryOptions.Filter();

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
    /// Adds the arguments <c>ID... WORDS</c>, <c>--all</c> and <c>--filter</c> to a command; what they hold is checked.
    /// </summary>
    public static TorrentIds AddTo(Command command, params string[] words)
    {
        string name = words.Length == 0 ? "ID" : "ID... " + string.Join(' ', words);
        var ids = new TorrentIds(words.Length, name, $"Torrents: each a {What}; none with --all or --filter.");
        command.Add(ids.Words);
        command.Add(ids.All);
        command.Add(ids.Filter);
        command.Validators.Add(ids.Check);
        return ids;
    }

    public bool IsAll(VerbCall call) => call.Get(All);

    /// <summary>What the torrents must fit; null without the option.</summary>
    public string? FilterOf(VerbCall call) => call.Get(Filter);

    public IReadOnlyList<string> Given(VerbCall call) => call.GetAll(Words)[..^_wordsAfter];

    /// <summary>The words after the ids, as many as were declared.</summary>
    public IReadOnlyList<string> After(VerbCall call) => call.GetAll(Words)[^_wordsAfter..];

    /// <summary>The last word after the ids, for a check; null if there is none.</summary>
    public string? LastWord(CommandResult command) =>
        command.GetValue(Words) is { Length: > 0 } words && words.Length >= _wordsAfter ? words[^1] : null;

    /// <summary>The ids that were given; for <c>--all</c> and <c>--filter</c> those that the server has.</summary>
    public async Task<IReadOnlyList<string>> ResolveAsync(VerbCall call, CancellationToken cancellation)
    {
        if (!IsAll(call) && FilterOf(call) is null) return Given(call);
        int[] numbers = await ResolveNumbersAsync(call, cancellation);
        return [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The numbers of the torrents that are meant.</summary>
    public async Task<int[]> ResolveNumbersAsync(VerbCall call, CancellationToken cancellation)
    {
        if (!IsAll(call) && FilterOf(call) is null)
        {
            return await Task.WhenAll(Given(call).Select(async id =>
                (await call.Client.Torrents.GetAsync(id, cancellation)).Id));
        }

        var query = new TorrentListQuery { Filter = FilterOf(call) };
        return [.. (await call.Client.Torrents.ListAsync(query, cancellation)).Torrents.Select(torrent => torrent.Id)];
    }

    public static bool IsId(string text) =>
        text.Length is > 0 and <= 9 && text.All(char.IsAsciiDigit)
        || text.Length is >= 6 and <= 40 && text.All(char.IsAsciiHexDigit);

    private void Check(CommandResult command)
    {
        string[] words = command.GetValue(Words) ?? [];
        // An option without its word is told of by the library.
        string? filter = command.GetResult(Filter)?.Tokens is [{ Value: var value }] ? value : null;
        string? instead = command.GetValue(All) ? "--all" : command.GetResult(Filter) is null ? null : "--filter";
        if (words.Length < _wordsAfter)
        {
            command.AddError($"Words are missing: write {Words.Name}.");
            return;
        }

        string[] ids = words[..^_wordsAfter];
        if (command.GetValue(All) && filter is not null)
            command.AddError("--all and --filter exclude each other.");
        if (instead is not null && ids.Length > 0)
            command.AddError($"{instead} leaves no room for '{ids[0]}': give ids or {instead}.");
        if (filter is not null && string.IsNullOrWhiteSpace(filter))
            command.AddError("--filter is empty: use --all if every torrent is meant.");
        if (instead is null && ids.Length == 0)
            command.AddError($"No torrent is named: write {Words.Name}, or --all for every one.");
        if (instead is null && Array.Find(ids, id => !IsId(id)) is { } bad) command.AddError(NotAnId(bad));
    }

    private static string NotAnId(string text) => $"'{text}' is no ID: give a {What}.";
}
