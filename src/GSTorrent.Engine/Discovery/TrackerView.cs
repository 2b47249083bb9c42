using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Makes what others see of a tracker.</summary>
internal static class TrackerView
{
    public static TrackerSnapshot Of(
        TrackerState tracker, TrackerTiers tiers, TrackerScrapes scrapes, MonotonicTime now)
    {
        (ScrapeState scrape, MonotonicTime? began, string? scrapeError) = scrapes.Of(tracker);
        return new TrackerSnapshot
        {
            Url = tracker.Url,
            Tier = tracker.Tier,
            Status = tracker.Status.ToString(),
            LastError = tracker.LastError ?? tracker.Warning ?? scrapeError,
            Message = tracker.LastError ?? tracker.Warning,
            Seeders = tracker.Seeders,
            Leechers = tracker.Leechers,
            Completed = tracker.Downloaded,
            NextAnnounceInMs = tracker.NextAnnounce > now && tracker.NextAnnounce < RetrySchedule.NotAgain
                ? tracker.NextAnnounce - now
                : null,
            LastAnnounceAgoMs = now - tracker.LastAnnounce,
            LastAnnounceSucceeded = tracker.LastAnnounceSucceeded,
            LastPeerCount = tracker.LastSuccess is null ? null : tracker.PeerCount,
            IsAnnouncing = tracker.EventInFlight is not null,
            CanAnnounce = tiers.CanAnnounce(tracker, now),
            ScrapeState = scrape,
            ScrapeError = scrapeError,
            LastScrapeAgoMs = now - began,
        };
    }
}
