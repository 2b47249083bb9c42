using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// One tracker of a torrent with all that is known of it. <see cref="TrackerTiers"/> alone changes it.
/// </summary>
public sealed class TrackerState
{
    internal TrackerState(TrackerUrl address) => Address = address;

    /// <summary>The URL; may hold a passkey.</summary>
    public string Url => Address.Text;

    /// <summary>The checked URL.</summary>
    public TrackerUrl Address { get; }

    /// <summary>Number of its tier from 0; trackers of one tier stand in for each other (BEP 12).</summary>
    public int Tier { get; internal set; }

    /// <summary>How it stands.</summary>
    public TrackerStatus Status => EventInFlight is not null ? TrackerStatus.Announcing
        : FailCount > 0 ? (NextAnnounce >= RetrySchedule.NotAgain ? TrackerStatus.Refused : TrackerStatus.Failing)
        : HasSucceeded ? TrackerStatus.Working : TrackerStatus.NotContacted;

    /// <summary>When it may be announced to next; long ago if it was not asked yet.</summary>
    public MonotonicTime NextAnnounce { get; internal set; } = MonotonicTime.Never;

    /// <summary>When the last announce began; null if none did.</summary>
    public MonotonicTime? LastAnnounce { get; internal set; }

    /// <summary>When it last answered an announce; null if it never did.</summary>
    public MonotonicTime? LastSuccess { get; internal set; }

    /// <summary>Was the last announce that ended a success? Null if none ended.</summary>
    public bool? LastAnnounceSucceeded => FailCount > 0 ? false : HasSucceeded ? true : null;

    /// <summary>The event of the announce that is under way; null if none is.</summary>
    public AnnounceEvent? EventInFlight { get; internal set; }

    /// <summary>Failures in a row.</summary>
    public int FailCount { get; internal set; }

    /// <summary>Why the last announce failed; null if it did not.</summary>
    public string? LastError { get; internal set; }

    /// <summary>What the tracker wants people to read.</summary>
    public string? Warning { get; internal set; }

    /// <summary>Peers with all data; null if unknown.</summary>
    public int? Seeders { get; internal set; }

    /// <summary>Peers without all data; null if unknown.</summary>
    public int? Leechers { get; internal set; }

    /// <summary>Completed downloads; null if unknown.</summary>
    public int? Downloaded { get; internal set; }

    /// <summary>Peers in the last answer.</summary>
    public int PeerCount { get; internal set; }

    /// <summary>To be sent with announces.</summary>
    public string? TrackerId { get; internal set; }

    /// <summary>The interval of the last answer, in seconds.</summary>
    public int IntervalS { get; internal set; } = RetrySchedule.DefaultIntervalS;

    /// <summary>Seconds between any two announces that are not events.</summary>
    public int MinIntervalS { get; internal set; } = RetrySchedule.LeastIntervalS;

    /// <summary>Was the last announce that ended a success?</summary>
    internal bool HasSucceeded { get; set; }

    /// <summary>Was a started event sent, whatever became of it, and no stopped event after it?</summary>
    internal bool MayKnowUs { get; set; }

    /// <summary>Since the torrent started: was a started event sent?</summary>
    internal bool IsStartTried { get; set; }

    /// <summary>Since the torrent started: was a started event accepted?</summary>
    internal bool IsStarted { get; set; }

    /// <summary>Is a stopped event owed?</summary>
    internal bool OwesStop { get; set; }

    /// <summary>Is it the one that its tier uses?</summary>
    public bool IsWorking => HasSucceeded && FailCount == 0;

    /// <summary>Was it taken out of the torrent's list?</summary>
    internal bool IsRemoved { get; set; }

    /// <summary>No announce that is not an event may be made before.</summary>
    public MonotonicTime SoonestAnnounce =>
        LastAnnounce is { } last ? last + (MinIntervalS * 1000L) : MonotonicTime.Never;

    /// <summary>Takes over the numbers of a scrape.</summary>
    public void ApplyScrape(ScrapeEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Seeders = entry.Seeders ?? Seeders;
        Leechers = entry.Leechers ?? Leechers;
        Downloaded = entry.Downloaded ?? Downloaded;
    }

    internal void Apply(AnnounceResponse response, MonotonicTime now)
    {
        LastSuccess = now;
        FailCount = 0;
        LastError = null;
        HasSucceeded = true;
        Warning = response.WarningMessage;
        Seeders = response.Seeders ?? Seeders;
        Leechers = response.Leechers ?? Leechers;
        Downloaded = response.Downloaded ?? Downloaded;
        PeerCount = response.Peers.Count;
        TrackerId = response.TrackerId ?? TrackerId;
        IntervalS = response.IntervalS;
        MinIntervalS = response.MinIntervalS ?? RetrySchedule.LeastIntervalS;
    }
}
