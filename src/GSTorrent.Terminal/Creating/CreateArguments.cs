using System.CommandLine;
using System.CommandLine.Parsing;
using GSTorrent.Storage;
using FilePath = System.IO.Path;

namespace GSTorrent.Terminal.Creating;

/// <summary>The command line of <c>create</c>, the same in both programs.</summary>
public sealed class CreateArguments
{
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "File to write. Default: the content's name with .torrent, in the current directory.",
        HelpName = "FILE",
    };

    private readonly Option<string> _version = new("--version")
    {
        Description = "v1 (every client), v2 (BEP 52) or hybrid (both).",
        HelpName = "v1|v2|hybrid",
        DefaultValueFactory = _ => "v1",
    };

    private readonly Option<string[]> _trackers = new("--tracker", "-t")
    {
        Description = "Announce URL; each option is a tier, and URLs of one tier stand between commas.",
        HelpName = "URL[,URL]",
    };

    private readonly Option<string[]> _webSeeds = new("--web-seed", "-w")
    {
        Description = "URL that serves the content too; repeatable.",
        HelpName = "URL",
    };

    private readonly Option<bool> _private = new("--private")
    {
        Description = "Peers from its trackers only (BEP 27).",
    };

    private readonly Option<string> _comment = new("--comment", "-c") { Description = "Free text.", HelpName = "TEXT" };

    private readonly Option<string> _source = new("--source")
    {
        Description = "Name of a site; it gives the same content another info-hash.",
        HelpName = "TEXT",
    };

    private readonly Option<string> _pieceLength = new("--piece-length", "-l")
    {
        Description = "A power of two from 16KiB to 256MiB. Default: by the size of the content.",
        HelpName = "SIZE",
    };

    private readonly Option<bool> _noDate = new("--no-date")
    {
        Description = "Leave the time out: the same content gives the same file.",
    };

    private readonly Option<bool> _force = new("--force", "-f") { Description = "Replace the file if it exists." };

    /// <summary>Declares them; nothing is read yet.</summary>
    public CreateArguments()
    {
        _version.CompletionSources.Add("v1", "v2", "hybrid");
        _version.Validators.Add(Each(text => text is "v1" or "v2" or "hybrid"
            ? null
            : $"--version: '{text}' is none of v1, v2 and hybrid"));
        _trackers.Validators.Add(Each(text => AnnounceUrls.TryReadTier(text, out _, out string wrong)
            ? null
            : $"--tracker: '{wrong}' is no announce URL (http, https or udp)"));
        _webSeeds.Validators.Add(Each(text => AnnounceUrls.IsWebSeed(text)
            ? null
            : $"--web-seed: '{text}' is no URL (http or https)"));
        _pieceLength.Validators.Add(Each(text => PieceLengthReader.TryRead(text, out _)
            ? null
            : $"--piece-length: '{text}' is no power of two from 16KiB to 256MiB, such as 1MiB"));
    }

    /// <summary>The content.</summary>
    public Argument<string> Path { get; } = new("PATH") { Description = "File or folder." };

    private IEnumerable<Option> Options =>
    [
        _output, _version, _trackers, _webSeeds, _private, _comment, _source, _pieceLength, _noDate, _force,
    ];

    /// <summary>Declares all of them for a command.</summary>
    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        command.Add(Path);
        foreach (Option option in Options) command.Add(option);
    }

    /// <summary>
    /// The values of a command line without errors; relative paths are below <paramref name="currentDirectory"/>.
    /// </summary>
    public CreationRequest Read(ParseResult parse, string currentDirectory, DateTimeOffset now) => new()
    {
        ContentPath = FilePath.GetFullPath(parse.GetRequiredValue(Path), currentDirectory),
        OutputPath = parse.GetValue(_output) is { } output ? FilePath.GetFullPath(output, currentDirectory) : null,
        DefaultFolder = currentDirectory,
        Version = Enum.Parse<TorrentVersion>(parse.GetValue(_version)!, ignoreCase: true),
        TrackerTiers = [.. (parse.GetValue(_trackers) ?? []).Select(Tier)],
        WebSeeds = parse.GetValue(_webSeeds) ?? [],
        IsPrivate = parse.GetValue(_private),
        Comment = parse.GetValue(_comment),
        Source = parse.GetValue(_source),
        PieceLength = PieceLengthReader.TryRead(parse.GetValue(_pieceLength) ?? "", out int length) ? length : null,
        DateUnixSeconds = parse.GetValue(_noDate) ? null : now.ToUnixTimeSeconds(),
        Force = parse.GetValue(_force),
    };

    private static IReadOnlyList<string> Tier(string text)
    {
        _ = AnnounceUrls.TryReadTier(text, out IReadOnlyList<string> tier, out _);
        return tier;
    }

    private static Action<OptionResult> Each(Func<string, string?> findError) => result =>
    {
        foreach (Token token in result.Tokens)
            if (findError(token.Value) is { } error) result.AddError(error);
    };
}
