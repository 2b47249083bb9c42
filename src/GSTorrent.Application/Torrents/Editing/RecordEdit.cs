using GSTorrent.Application.Persistence;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Applies a change to the record of a torrent: all of it or, if one part is wrong, nothing.</summary>
internal static class RecordEdit
{
    private const int MaxConnections = 100_000;
    private const int MaxRatio = 9_999;

    /// <summary>Checks what needs no torrent to be checked.</summary>
    public static AppError? Check(TorrentChange change)
    {
        if (change.DownloadLimit < 0 || change.UploadLimit < 0)
            return new AppError("bad-request", "A limit is not negative.");
        if (change.MaxConnections is < 0 or > MaxConnections || change.UploadSlots is < 0 or > MaxConnections)
            return new AppError("bad-request", $"Connections and slots are between 0 and {MaxConnections}.");
        if (change.Share is { } share && CheckShare(share) is { } wrong) return wrong;
        return change.AddedPeers is { } peers ? PeerAddresses.Check(peers) : null;
    }

    private static AppError? CheckShare(ShareLimits share)
    {
        if (share.Ratio is { } ratio && ratio is not (-1 or (>= 0 and <= MaxRatio)))
            return new AppError("bad-request", $"A ratio is between 0 and {MaxRatio}, or -1 for no limit.");
        return share.SeedingTimeS < -1 || share.IdleTimeS < -1
            ? new AppError("bad-request", "Seconds of seeding are not negative, or -1 for no limit.")
            : null;
    }

    /// <param name="record">As it is.</param>
    /// <param name="metainfo">Null if it is not known yet.</param>
    /// <param name="change">What shall be otherwise.</param>
    public static Result<TorrentRecord> Apply(TorrentRecord record, Metainfo? metainfo, TorrentChange change)
    {
        string name = record.Name;
        if (change.Name is not null && !Tags.ParseName(change.Name).TryGet(out name!, out AppError? error))
            return error;
        if (!TagsOf(record, change).TryGet(out string[]? tags, out error)) return error;
        if (!WishesOf(record.Wishes, change).TryGet(out TorrentWishes? wishes, out error)) return error;
        if (change.Priorities is { } rules
            && !FileChoice.Change(record, metainfo, rules).TryGet(out record!, out error)) return error;
        return record with
        {
            Name = name,
            Tags = tags,
            Wishes = wishes,
            DownloadLimit = change.DownloadLimit ?? record.DownloadLimit,
            UploadLimit = change.UploadLimit ?? record.UploadLimit,
            Sequential = change.Sequential ?? record.Sequential,
            Peers = change.AddedPeers is { } peers ? PeerAddresses.Join(record.Peers, peers) : record.Peers,
        };
    }

    private static Result<string[]> TagsOf(TorrentRecord record, TorrentChange change)
    {
        IEnumerable<string> tags = (change.Tags ?? record.Tags).Concat(change.AddedTags ?? []);
        if (change.RemovedTags is { } removed) tags = tags.Except(removed, StringComparer.Ordinal);
        return Tags.Parse([.. tags]);
    }

    private static Result<TorrentWishes> WishesOf(TorrentWishes wishes, TorrentChange change)
    {
        if (change.Comment is { Length: > 4_000 })
            return new AppError("bad-request", "A comment has at most 4000 letters.");
        if (change.TrackerTiers is { } tiers && TrackerUrls.Check(tiers) is { } badTracker) return badTracker;
        if (change.WebSeeds is { } seeds && TrackerUrls.CheckWebSeeds(seeds) is { } badSeed) return badSeed;
        return wishes with
        {
            FirstLastFirst = change.FirstLastFirst ?? wishes.FirstLastFirst,
            SuperSeeding = change.SuperSeeding ?? wishes.SuperSeeding,
            Forced = change.Forced ?? wishes.Forced,
            Share = change.Share is { } share ? (share == ShareLimits.AsSettings ? null : share) : wishes.Share,
            MaxConnections = change.MaxConnections ?? wishes.MaxConnections,
            UploadSlots = change.UploadSlots ?? wishes.UploadSlots,
            Category = change.Category is { } category ? (category.Length == 0 ? null : category) : wishes.Category,
            FollowsCategory = change.FollowsCategory ?? wishes.FollowsCategory,
            Comment = change.Comment ?? wishes.Comment,
            TrackerTiers = change.TrackerTiers ?? wishes.TrackerTiers,
            WebSeeds = change.WebSeeds ?? wishes.WebSeeds,
        };
    }
}
