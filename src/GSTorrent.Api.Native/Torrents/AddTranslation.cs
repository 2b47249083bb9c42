using System.Text.Json;
using GSTorrent.Api.Contracts;
using GSTorrent.Application;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>A request to add a torrent as the application's command.</summary>
internal static class AddTranslation
{
    public static Result<AddTorrentCommand> ToCommand(AddTorrentRequest request)
    {
        if (request.TorrentFile is null == request.Uri is null)
            return new AppError("bad-request", "Give exactly one of 'torrentFile' and 'uri'.");
        AppError? wrong = Items.Check(request.Files, "files") ?? Items.Check(request.Priorities, "priorities")
            ?? Items.Check(request.Tags, "tags") ?? Items.Check(request.Peers, "peers")
            ?? Items.Check(request.Trackers, "trackers");
        if (wrong is not null) return wrong;
        return new AddTorrentCommand
        {
            TorrentFile = request.TorrentFile is { } file ? new ReadOnlyMemory<byte>(file) : null,
            Uri = request.Uri,
            Paused = request.Paused,
            Destination = request.Destination,
            Files = request.Files,
            Priorities = request.Priorities is { } rules ? ToRules(rules) : null,
            Tags = request.Tags,
            DownloadLimit = request.DownloadLimitBytesPerSecond,
            UploadLimit = request.UploadLimitBytesPerSecond,
            Sequential = request.Sequential,
            Peers = request.Peers,
            Category = request.Category,
            Name = request.Name,
            Forced = request.Forced,
            ToTop = request.ToTop,
            FirstLastFirst = request.FirstLastFirst,
            IsComplete = request.SkipCheck,
            Share = request.ShareLimits is { } limits ? ChangeTranslation.ToShare(limits) : null,
            FollowsCategory = request.FollowsCategory,
            Trackers = request.Trackers,
        };
    }

    /// <summary>What is told of an addition besides the torrent; null: nothing.</summary>
    public static AddOutcomeDto? OutcomeOf(AddTorrentRequest request, AddedTorrent added)
    {
        var outcome = new AddOutcomeDto
        {
            ChangedNames =
            [
                .. added.ChangedNames.Select(name => new ChangedNameDto
                {
                    Index = name.Index, Original = name.Original, Path = name.Path,
                }),
            ],
            IgnoredOptions = added.IsNew ? [] : GivenOptions(request),
        };
        return outcome is { ChangedNames: [], IgnoredOptions: [] } ? null : outcome;
    }

    // As the request calls them, by the contract, so that a new option cannot be forgotten; but what names the torrent.
    private static string[] GivenOptions(AddTorrentRequest request)
    {
        var given = JsonSerializer.SerializeToElement(request, ContractsJsonContext.Default.AddTorrentRequest);
        return
        [
            .. given.EnumerateObject()
                .Where(option => option.Value.ValueKind is not JsonValueKind.False || option.NameEquals("paused"u8))
                .Select(option => option.Name).Where(name => name is not ("torrentFile" or "uri")),
        ];
    }

    public static IReadOnlyList<FileRule> ToRules(IReadOnlyList<FilePriorityRule> rules) =>
        [.. rules.Select(rule => new FileRule(rule.Files, DetailTranslation.ToWanted(rule.Priority)))];
}
