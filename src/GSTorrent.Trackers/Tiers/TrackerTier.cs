using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>Trackers that stand in for each other: the first that works is used (BEP 12).</summary>
internal sealed class TrackerTier
{
    /// <summary>In the order in which they are tried; the one that worked last is first.</summary>
    public List<TrackerState> Trackers { get; } = [];

    /// <summary>Must the tier still be told that the download finished?</summary>
    public bool OwesCompleted { get; set; }

    public bool IsBusy => Trackers.Exists(tracker => tracker.EventInFlight is not null);

    /// <summary>
    /// The tracker to announce to next: the one that works, else the first in order whose turn has come.
    /// </summary>
    public TrackerState? Next(MonotonicTime now)
    {
        if (IsBusy) return null;
        if (Trackers.Find(static tracker => tracker.IsWorking) is { } working)
            return working.NextAnnounce <= now ? working : null;
        // Thousands of torrents ask once a second: nothing is allocated.
        foreach (TrackerState tracker in Trackers)
            if (tracker.NextAnnounce <= now) return tracker;
        return null;
    }

    public MonotonicTime NextDue()
    {
        if (IsBusy) return RetrySchedule.NotAgain;
        if (Trackers.Find(tracker => tracker.IsWorking) is { } working) return working.NextAnnounce;
        MonotonicTime due = RetrySchedule.NotAgain;
        foreach (TrackerState tracker in Trackers)
            if (tracker.NextAnnounce < due) due = tracker.NextAnnounce;
        return due;
    }

    public AnnounceEvent EventFor(TrackerState tracker) =>
        !tracker.IsStarted ? AnnounceEvent.Started : OwesCompleted ? AnnounceEvent.Completed : AnnounceEvent.None;

    public void MoveToFront(TrackerState tracker)
    {
        if (Trackers.Remove(tracker)) Trackers.Insert(0, tracker);
    }
}
