using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>
/// Asks the trackers of one torrent that tell no numbers in their answers for them (BEP 48). Nothing depends on it, and
/// what fails is told beside the announce, not instead of it. Only the loop calls it.
/// </summary>
internal sealed class TrackerScrapes(EngineServices services, TorrentLoop loop)
{
    private readonly Dictionary<TrackerState, MonotonicTime> _lastBegin = [];
    private readonly Dictionary<TrackerState, string> _errors = [];

    /// <summary>Why the last scrape of a tracker failed; null if it did not.</summary>
    public string? ErrorOf(TrackerState tracker) => _errors.GetValueOrDefault(tracker);

    /// <summary>An announce was answered: scrapes if numbers are missing, at most once an interval.</summary>
    public void Consider(TrackerState tracker, AnnounceResponse response, MonotonicTime now)
    {
        if (response is { Seeders: not null, Leechers: not null })
        {
            _errors.Remove(tracker);
            return;
        }

        // BEP 48: a path that does not follow the convention means that there is no scrape.
        if (tracker.Address is { HasAnnouncePath: false, Scheme: not TrackerScheme.Udp }) return;
        if (_lastBegin.TryGetValue(tracker, out MonotonicTime last) && now - last < tracker.IntervalS * 1000L) return;
        _lastBegin[tracker] = now;
        _ = ScrapeAsync(tracker);
    }

    private async Task ScrapeAsync(TrackerState tracker)
    {
        ScrapeResult result = await services.Trackers.ScrapeAsync(tracker.Address, loop.InfoHash);
        loop.Post(_ =>
        {
            if (result.Entry is { } entry) tracker.ApplyScrape(entry);
            if (result.Error is { } error) _errors[tracker] = $"scrape failed: {error.Message}";
            else _errors.Remove(tracker);
        });
    }
}
