using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// Trackers that were taken out of a torrent's list and do not know it yet: each that may have heard "started" hears
/// "stopped" once, as soon as what is under way with it has ended.
/// </summary>
internal sealed class LeavingTrackers
{
    private readonly List<TrackerState> _trackers = [];

    public List<TrackerState> Trackers => _trackers;

    /// <summary>Is nothing owed and nothing under way?</summary>
    public bool IsDone => _trackers.TrueForAll(IsGone);

    public void Add(TrackerState tracker, bool isRunning)
    {
        tracker.IsRemoved = true;
        tracker.OwesStop |= isRunning && tracker.MayKnowUs;
        if (!IsGone(tracker)) _trackers.Add(tracker);
    }

    /// <summary>
    /// The tracker comes back before it is gone. It must be the same one: a new "started" beside an old "stopped" could
    /// arrive before it.
    /// </summary>
    /// <returns>Null if none of this address is leaving.</returns>
    public TrackerState? TakeBack(TrackerUrl address, bool isRunning)
    {
        TrackerState? tracker = _trackers.Find(tracker => tracker.Address.Equals(address));
        if (tracker is null) return null;
        _trackers.Remove(tracker);
        tracker.IsRemoved = false;
        tracker.OwesStop = !isRunning && tracker.MayKnowUs;
        if (tracker.MayKnowUs) return tracker;
        tracker.IsStartTried = tracker.IsStarted = false;
        if (tracker.FailCount == 0) tracker.NextAnnounce = MonotonicTime.Never;
        return tracker;
    }

    /// <summary>Forgets those that are gone.</summary>
    public void Tidy() => _trackers.RemoveAll(IsGone);

    private static bool IsGone(TrackerState tracker) => tracker is { OwesStop: false, EventInFlight: null };
}
