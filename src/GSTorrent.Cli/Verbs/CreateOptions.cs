using System.CommandLine;
using System.CommandLine.Parsing;
using GSTorrent.Cli.Running;
using GSTorrent.Storage;

namespace GSTorrent.Cli.Verbs;

/// <summary>The options of <c>create</c>: the same as those of the server's program.</summary>
internal sealed class CreateOptions
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

    public CreateOptions()
    {
        _version.AcceptOnlyFromAmong("v1", "v2", "hybrid");
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

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_output, _version, _trackers, _webSeeds, _private, _comment, _source,
            _pieceLength, _noDate, _force])
            command.Add(option);
    }

    /// <summary>What is asked for, of the content at <paramref name="path"/>.</summary>
    public CreationRequest Read(VerbCall call, string path) => new()
    {
        ContentPath = Path.GetFullPath(path, call.Context.CurrentDirectory),
        OutputPath = call.Get(_output) is { } output
            ? Path.GetFullPath(output, call.Context.CurrentDirectory)
            : null,
        DefaultFolder = call.Context.CurrentDirectory,
        Version = Enum.Parse<TorrentVersion>(call.Get(_version)!, ignoreCase: true),
        TrackerTiers = [.. (call.Get(_trackers) ?? []).Select(Tier)],
        WebSeeds = call.Get(_webSeeds) ?? [],
        IsPrivate = call.Get(_private),
        Comment = call.Get(_comment),
        Source = call.Get(_source),
        PieceLength = PieceLengthReader.TryRead(call.Get(_pieceLength) ?? "", out int length) ? length : null,
        DateUnixSeconds = call.Get(_noDate) ? null : call.Context.Time.GetUtcNow().ToUnixTimeSeconds(),
        Force = call.Get(_force),
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
