using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary>How <c>add</c> adds.</summary>
internal sealed class AddOptions
{
    private readonly Option<bool> _paused = new("--paused") { Description = "Add it stopped." };

    private readonly Option<string> _destination = new("--destination", "-d")
    {
        Description = "Directory on the server for the content.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _files = new("--files")
    {
        Description = "Wanted files: index, range (0-3), path or glob; repeatable. All others are skipped.",
        HelpName = "PATTERNS",
    };

    private readonly Option<string[]> _tags = new("--tag") { Description = "Label; repeatable.", HelpName = "TAG" };

    private readonly Option<string[]> _peers = new("--peer")
    {
        Description = "Peer to connect to; repeatable.",
        HelpName = "HOST:PORT",
    };

    private readonly Option<bool> _sequential = new("--sequential") { Description = "Fetch pieces in their order." };

    private readonly Option<long?> _down = Rates.ToOption("--down", "Limit of the download");

    private readonly Option<long?> _up = Rates.ToOption("--up", "Limit of the upload");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_paused, _destination, _files, _tags, _peers, _sequential, _down, _up])
            command.Add(option);
    }

    /// <summary>The request without its torrent.</summary>
    public AddTorrentRequest Read(VerbCall call) => new()
    {
        Paused = call.Has(_paused) ? call.Get(_paused) : null,
        Destination = call.Get(_destination) is { } directory ? ServerPath.Of(call, directory) : null,
        Files = call.Get(_files) is { Length: > 0 } files ? [.. files.SelectMany(FileSelection.Split)] : null,
        Tags = call.Get(_tags) is { Length: > 0 } tags ? tags : null,
        Peers = call.Get(_peers) is { Length: > 0 } peers ? peers : null,
        Sequential = call.Get(_sequential),
        DownloadLimitBytesPerSecond = call.Get(_down),
        UploadLimitBytesPerSecond = call.Get(_up),
    };
}
