namespace GSTorrent.Trackers;

/// <summary>An announce to be made now; its end is told to <see cref="TrackerTiers"/>, whatever it is.</summary>
/// <param name="Tracker">To whom.</param>
/// <param name="Event">Why.</param>
public readonly record struct TrackerAnnounce(TrackerState Tracker, AnnounceEvent Event);
