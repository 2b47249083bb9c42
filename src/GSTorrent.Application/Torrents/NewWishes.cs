using GSTorrent.Application.Organizing;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Torrents;

/// <summary>The wishes that a new torrent begins with.</summary>
internal static class NewWishes
{
    public static Result<TorrentWishes> Of(TorrentSource source, AddTorrentCommand command)
    {
        string? category = string.IsNullOrWhiteSpace(command.Category) ? null : command.Category;
        if (category is not null && !CategoryStore.ParseName(category).TryGet(out category, out AppError? error))
            return error;
        IReadOnlyList<IReadOnlyList<string>>? tiers = TiersOf(source, command.Trackers ?? []);
        var change = new TorrentChange
        {
            Share = command.Share,
            TrackerTiers = tiers,
            MaxConnections = command.MaxConnections,
        };
        error = RecordEdit.Check(change) ?? (tiers is null ? null : TrackerUrls.Check(tiers));
        if (error is not null) return error;
        return new TorrentWishes
        {
            Category = category,
            Forced = command.Forced,
            FirstLastFirst = command.FirstLastFirst,
            Share = command.Share == ShareLimits.AsSettings ? null : command.Share,
            MaxConnections = command.MaxConnections,
            FollowsCategory = command.FollowsCategory,
            TrackerTiers = tiers,
        };
    }

    private static IReadOnlyList<IReadOnlyList<string>>? TiersOf(TorrentSource source, IReadOnlyList<string> added)
    {
        string[] known = [.. source.TrackerTiers.SelectMany(tier => tier)];
        string[] news = [.. added.Except(known, StringComparer.Ordinal)];
        return news.Length == 0 ? null : [.. source.TrackerTiers, .. news.Select(url => new[] { url })];
    }
}
