using GSTorrent.Api.Contracts;
using GSTorrent.Application;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>A request to change a torrent as the application's change.</summary>
internal static class ChangeTranslation
{
    public static Result<TorrentChange> ToChange(ChangeTorrentRequest request)
    {
        AppError? wrong = Items.Check(request.Tags, "tags") ?? Items.Check(request.AddedTags, "addedTags")
            ?? Items.Check(request.RemovedTags, "removedTags") ?? Items.Check(request.WebSeeds, "webSeeds")
            ?? Items.Check(request.TrackerTiers, "trackerTiers");
        if (wrong is not null) return wrong;
        return new TorrentChange
        {
            Name = request.Name,
            DownloadLimit = request.DownloadLimitBytesPerSecond,
            UploadLimit = request.UploadLimitBytesPerSecond,
            Sequential = request.Sequential,
            FirstLastFirst = request.FirstLastFirst,
            SuperSeeding = request.SuperSeeding,
            Forced = request.Forced,
            Share = request.ShareLimits is { } limits ? ToShare(limits) : null,
            MaxConnections = request.MaxConnections,
            UploadSlots = request.UploadSlots,
            Category = request.Category,
            FollowsCategory = request.FollowsCategory,
            Tags = request.Tags,
            AddedTags = request.AddedTags,
            RemovedTags = request.RemovedTags,
            Comment = request.Comment,
            TrackerTiers = request.TrackerTiers,
            WebSeeds = request.WebSeeds,
        };
    }

    public static ShareLimits ToShare(ShareLimitsRequest limits) => new()
    {
        Ratio = limits.Ratio,
        SeedingTimeS = limits.SeedingTimeS,
        IdleTimeS = limits.IdleTimeS,
        Action = limits.Action switch
        {
            ShareLimitAction.Stop => ShareAction.Stop,
            ShareLimitAction.Remove => ShareAction.Remove,
            ShareLimitAction.RemoveWithData => ShareAction.RemoveWithData,
            ShareLimitAction.SuperSeed => ShareAction.SuperSeed,
            _ => null,
        },
    };
}
