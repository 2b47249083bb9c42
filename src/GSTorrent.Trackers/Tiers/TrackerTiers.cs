using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// Whom a torrent announces to, when, and with which event (BEP 3, BEP 12, BEP 31): a machine without IO and clock. In
/// every tier one tracker is used: the first that works. Each tracker has its own schedule and error. Not thread-safe.
/// </summary>
/// <remarks>
/// The owner calls <see cref="OnStarted"/>, then from time to time <see cref="Collect"/>, makes the announces and tells
/// how each ended by <see cref="OnSuccess"/> or <see cref="OnFailure"/>; at the end <see cref="OnStopped"/> and Collect
/// until
/// <see cref="IsStopComplete"/>, or until it no longer wants to wait.
/// </remarks>
public sealed class TrackerTiers
{
    private const int MaxTrackers = 200;

    private readonly Random _random;
    private readonly LeavingTrackers _leaving = new();
    private List<TrackerTier> _tiers = [];
    private bool _isRunning;
    private bool _isCompleted;

    /// <param name="tiers">The announce list; trackers that are not valid or double are left out.</param>
    /// <param name="random">Shuffles each tier, and spreads retries.</param>
    public TrackerTiers(IReadOnlyList<IReadOnlyList<string>> tiers, Random random)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        ArgumentNullException.ThrowIfNull(random);
        _random = random;
        for (int tier = 0; tier < tiers.Count; tier++)
        {
            string[] shuffled = [.. tiers[tier]];
            random.Shuffle(shuffled);
            foreach (string url in shuffled) TryAdd(url, tier, out _);
        }
    }

    /// <summary>All trackers by tier, in the order in which they are tried.</summary>
    public IReadOnlyList<TrackerState> Trackers => [.. _tiers.SelectMany(tier => tier.Trackers)];

    /// <summary>Is it between <see cref="OnStarted"/> and <see cref="OnStopped"/>?</summary>
    public bool IsRunning => _isRunning;

    /// <summary>After <see cref="OnStopped"/>: is nothing owed and nothing under way?</summary>
    public bool IsStopComplete => !_isRunning && _leaving.IsDone
        && _tiers.TrueForAll(
            tier => tier.Trackers.TrueForAll(tracker => tracker is { EventInFlight: null, OwesStop: false }));

    /// <summary>Appends a tracker.</summary>
    /// <param name="url">From outside.</param>
    /// <param name="tier">Its tier; a new one is made for a number beyond the last.</param>
    /// <param name="error">Why not; does not repeat the URL.</param>
    public bool TryAdd(string url, int tier, out string? error)
    {
        if (!TrackerUrl.TryParse(url, out TrackerUrl? address, out error)) return false;
        if (Find(address!) is not null) error = "the tracker is there already";
        else if (_tiers.Sum(one => one.Trackers.Count) >= MaxTrackers)
            error = $"there are {MaxTrackers} trackers already";
        if (error is not null) return false;
        int number = Math.Clamp(tier, 0, MaxTrackers - 1);
        while (_tiers.Count <= number) _tiers.Add(new TrackerTier());
        TrackerState tracker = _leaving.TakeBack(address!, _isRunning) ?? new TrackerState(address!);
        tracker.Tier = number;
        _tiers[number].Trackers.Add(tracker);
        return true;
    }

    /// <summary>
    /// Replaces all trackers, or none. Those that stay keep all that is known of them, wherever they stand by now;
    /// those that leave hear "stopped" if they may have heard "started"; new ones join in as their tier wants it.
    /// </summary>
    /// <param name="tiers">Empty tiers are left out.</param>
    /// <param name="error">Why not; does not repeat a URL.</param>
    public bool TrySet(IReadOnlyList<IReadOnlyList<string>> tiers, out string? error)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        if (!TrackerListReader.TryRead(tiers, MaxTrackers, out List<List<TrackerUrl>> addresses, out error))
            return false;
        List<TrackerState> before = [.. Trackers];
        List<TrackerTier> next = [.. addresses.Select(tier => MakeTier(tier))];
        HashSet<TrackerState> kept = [.. next.SelectMany(tier => tier.Trackers)];
        foreach (TrackerState tracker in before)
            if (!kept.Contains(tracker)) _leaving.Add(tracker, _isRunning);
        _tiers = next;
        for (int number = 0; number < next.Count; number++)
            foreach (TrackerState tracker in next[number].Trackers) tracker.Tier = number;
        return true;
    }

    /// <summary>
    /// The torrent starts: each tracker that is used hears "started" first. What trackers told before stays known.
    /// </summary>
    public void OnStarted()
    {
        if (_isRunning) return;
        _isRunning = true;
        foreach (TrackerState tracker in _tiers.SelectMany(tier => tier.Trackers))
        {
            tracker.IsStartTried = tracker.IsStarted = tracker.OwesStop = false;
            // After failures the pause stays, so that starting and stopping is no way to flood a tracker.
            if (tracker.FailCount == 0) tracker.NextAnnounce = MonotonicTime.Never;
        }
    }

    /// <summary>
    /// The download finished while the torrent ran: each tier hears "completed" once. Never call it for a torrent that
    /// was complete when it was added; a second call does nothing.
    /// </summary>
    public void OnCompleted(MonotonicTime now)
    {
        if (_isCompleted) return;
        _isCompleted = true;
        foreach (TrackerTier tier in _tiers)
        {
            tier.OwesCompleted = true;
            foreach (TrackerState tracker in tier.Trackers)
                if (tracker.IsWorking && tracker.IsStarted) tracker.NextAnnounce = now;
        }
    }

    /// <summary>The torrent stops: each tracker that may have heard "started" hears "stopped", once.</summary>
    public void OnStopped()
    {
        if (!_isRunning) return;
        _isRunning = false;
        foreach (TrackerState tracker in _tiers.SelectMany(tier => tier.Trackers)) tracker.OwesStop = tracker.MayKnowUs;
    }

    /// <summary>
    /// Somebody asks for an announce now: the trackers in use become due, but none sooner after its last announce than
    /// its minimum interval allows. A tracker that refused for ever is asked again.
    /// </summary>
    public void ForceAnnounce(MonotonicTime now)
    {
        foreach (TrackerState tracker in _tiers.SelectMany(tier => tier.Trackers))
        {
            MonotonicTime soonest = tracker.SoonestAnnounce;
            if (soonest < now) soonest = now;
            if (soonest < tracker.NextAnnounce) tracker.NextAnnounce = soonest;
        }
    }

    /// <summary>Would <see cref="ForceAnnounce"/> lead to an announce to this tracker at once?</summary>
    public bool CanAnnounce(TrackerState tracker, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        if (!_isRunning || tracker.IsRemoved || tracker.SoonestAnnounce > now) return false;
        TrackerTier tier = _tiers[tracker.Tier];
        return !tier.IsBusy && (tracker.IsWorking || !tier.Trackers.Exists(other => other.IsWorking));
    }

    /// <summary>Appends the announces that are due, and takes them as under way.</summary>
    public void Collect(MonotonicTime now, IList<TrackerAnnounce> due)
    {
        ArgumentNullException.ThrowIfNull(due);
        CollectStops(_leaving.Trackers, now, due);
        _leaving.Tidy();
        foreach (TrackerTier tier in _tiers)
        {
            if (!_isRunning) CollectStops(tier.Trackers, now, due);
            else if (tier.Next(now) is { } tracker) Begin(tracker, tier.EventFor(tracker), now, due);
        }
    }

    /// <summary>
    /// When <see cref="Collect"/> should be called next if nothing else happens; may be past, or never.
    /// </summary>
    public MonotonicTime NextDue()
    {
        MonotonicTime due = NextStop(_leaving.Trackers);
        foreach (TrackerTier tier in _tiers)
        {
            MonotonicTime next = _isRunning ? tier.NextDue() : NextStop(tier.Trackers);
            if (next < due) due = next;
        }

        return due;
    }

    /// <summary>An announce was answered.</summary>
    public void OnSuccess(TrackerState tracker, AnnounceResponse response, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentNullException.ThrowIfNull(response);
        if (tracker.EventInFlight is not { } sent) return;
        tracker.EventInFlight = null;
        if (tracker.IsRemoved) return;
        TrackerTier tier = _tiers[tracker.Tier];
        if (sent == AnnounceEvent.Completed) tier.OwesCompleted = false;
        if (sent == AnnounceEvent.Stopped) return;
        tracker.Apply(response, now);
        tier.MoveToFront(tracker);
        // The answer to an announce of before a stop and start says nothing about the new start.
        if (sent == AnnounceEvent.Started && tracker.IsStartTried) tracker.IsStarted = true;
        bool isOwed = !tracker.IsStarted || tier.OwesCompleted;
        long waitS = isOwed ? 0 : Math.Max(tracker.IntervalS, tracker.MinIntervalS);
        tracker.NextAnnounce = now + (waitS * 1000);
    }

    /// <summary>An announce failed, timed out or was given up.</summary>
    public void OnFailure(TrackerState tracker, TrackerError error, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentNullException.ThrowIfNull(error);
        if (tracker.EventInFlight is not { } sent) return;
        tracker.EventInFlight = null;
        // A stopped event is not repeated: the tracker forgets us by itself.
        if (sent == AnnounceEvent.Stopped || tracker.IsRemoved) return;
        tracker.FailCount++;
        tracker.HasSucceeded = false;
        tracker.LastError = error.Message;
        tracker.NextAnnounce = error.RetryInSeconds switch
        {
            null => now + RetrySchedule.BackoffMs(tracker.FailCount, _random),
            < 0 => RetrySchedule.NotAgain,
            { } seconds =>
                now + (Math.Clamp(seconds, RetrySchedule.LeastIntervalS, RetrySchedule.LongestIntervalS) * 1000L),
        };
    }

    private static MonotonicTime NextStop(List<TrackerState> trackers) =>
        trackers.Exists(static tracker => tracker is { OwesStop: true, EventInFlight: null })
            ? MonotonicTime.Never : RetrySchedule.NotAgain;

    private static void CollectStops(
        List<TrackerState> trackers, MonotonicTime now, IList<TrackerAnnounce> due)
    {
        foreach (TrackerState tracker in trackers)
        {
            if (!tracker.OwesStop || tracker.EventInFlight is not null) continue;
            tracker.OwesStop = false;
            Begin(tracker, AnnounceEvent.Stopped, now, due);
        }
    }

    private static void Begin(TrackerState tracker, AnnounceEvent reason, MonotonicTime now, IList<TrackerAnnounce> due)
    {
        tracker.EventInFlight = reason;
        tracker.LastAnnounce = now;
        if (reason == AnnounceEvent.Started) tracker.IsStartTried = tracker.MayKnowUs = true;
        if (reason == AnnounceEvent.Stopped) tracker.MayKnowUs = false;
        due.Add(new TrackerAnnounce(tracker, reason));
    }

    // Shuffled as at the start (BEP 12), but one that works goes on working.
    private TrackerTier MakeTier(List<TrackerUrl> addresses)
    {
        var made = new TrackerTier();
        TrackerUrl[] shuffled = [.. addresses];
        _random.Shuffle(shuffled);
        foreach (TrackerUrl address in shuffled)
        {
            TrackerState? known = Find(address);
            made.OwesCompleted |= known is not null && _tiers[known.Tier].OwesCompleted;
            made.Trackers.Add(known ?? _leaving.TakeBack(address, _isRunning) ?? new TrackerState(address));
        }

        if (made.Trackers.Find(tracker => tracker.IsWorking) is { } working) made.MoveToFront(working);
        return made;
    }

    private TrackerState? Find(TrackerUrl address) =>
        _tiers.SelectMany(tier => tier.Trackers).FirstOrDefault(tracker => tracker.Address.Equals(address));
}
