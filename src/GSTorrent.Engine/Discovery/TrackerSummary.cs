using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>What the trackers of a torrent tell together.</summary>
/// <param name="Seeds">Of the largest swarm that any tracker has told of.</param>
/// <param name="Leechers">Of the largest swarm that any tracker has told of.</param>
/// <param name="Current">The URL of the tracker that answered last; null if none ever did.</param>
/// <param name="NextAnnounceInMs">When the next announce is due; null if none is.</param>
/// <param name="Error">What is wrong with the first one that fails, if none works.</param>
internal readonly record struct TrackerSummary(
    int? Seeds, int? Leechers, string? Current, long? NextAnnounceInMs, string? Error)
{
    public static TrackerSummary Of(TrackerTiers tiers, MonotonicTime now)
    {
        (int? seeds, int? leechers) = (null, null);
        (TrackerState? current, string? error) = (null, null);
        bool anyWorks = false;
        foreach (TrackerState tracker in tiers.Trackers)
        {
            if (tracker.Seeders > (seeds ?? -1)) seeds = tracker.Seeders;
            if (tracker.Leechers > (leechers ?? -1)) leechers = tracker.Leechers;
            if (tracker.LastSuccess is { } at && (current is null || at > current.LastSuccess)) current = tracker;
            anyWorks |= tracker.IsWorking;
            error ??= tracker.LastError;
        }

        MonotonicTime due = tiers.IsRunning ? tiers.NextDue() : RetrySchedule.NotAgain;
        return new TrackerSummary(
            seeds, leechers, current?.Url, due < RetrySchedule.NotAgain ? Math.Max(0, due - now) : null,
            anyWorks ? null : error);
    }
}
