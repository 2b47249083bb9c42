using System.Globalization;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Queueing;

/// <summary>Has a torrent been seeded enough?</summary>
internal static class ShareDecision
{
    /// <summary>What is to happen and why, in words; null if it goes on seeding.</summary>
    /// <param name="row">A torrent that runs.</param>
    /// <param name="own">What people wish of this torrent.</param>
    /// <param name="defaults">What holds where they wish nothing.</param>
    /// <param name="now">By the clock that never jumps: nobody is to lose content because the time was set.</param>
    public static (ShareAction Action, string Reason)? Make(
        TorrentRow row, ShareLimits own, ShareDefaults defaults, MonotonicTime now)
    {
        if (row.State != TorrentRowState.Seeding) return null;
        string? reason = RatioReached(row, own.Ratio ?? defaults.Ratio)
            ?? TimeReached(row.SeedingMsAt(now), own.SeedingTimeS ?? defaults.SeedingTimeS, "was seeded for")
            ?? TimeReached(row.IdleMsAt(now), own.IdleTimeS ?? defaults.IdleTimeS, "was idle for");
        ShareAction action = own.Action ?? defaults.Action;
        bool isDone = action == ShareAction.SuperSeed && row.SuperSeeding;
        return reason is null || isDone ? null : (action, reason);
    }

    private static string? RatioReached(TorrentRow row, double limit) =>
        limit >= 0 && row.Ratio >= limit
            ? string.Create(CultureInfo.InvariantCulture, $"reached its ratio of {limit:0.##}")
            : null;

    private static string? TimeReached(long ms, long limitS, string verb) =>
        limitS >= 0 && ms / 1000 >= limitS
            ? string.Create(CultureInfo.InvariantCulture, $"{verb} {TimeSpan.FromSeconds(limitS):c}")
            : null;
}
