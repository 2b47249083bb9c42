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

    public static IReadOnlyList<FileRule> ToRules(IReadOnlyList<FilePriorityRule> rules) =>
        [.. rules.Select(rule => new FileRule(rule.Files, DetailTranslation.ToWanted(rule.Priority)))];
}
