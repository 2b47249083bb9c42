using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>
/// Asks the trackers of one torrent that tell no numbers in their answers for them (BEP 48). Nothing depends on it, and
/// what fails is told beside the announce, not instead of it. Only the loop calls it.
/// </summary>
internal sealed class TrackerScrapes(EngineServices services, TorrentLoop loop)
{
    private readonly Dictionary<TrackerState, Scrape> _scrapes = [];

    /// <summary>The last scrape of a tracker: how it stands, when it began, why it failed.</summary>
    public (ScrapeState State, MonotonicTime? Began, string? Error) Of(TrackerState tracker) =>
        _scrapes.TryGetValue(tracker, out Scrape? last)
            ? (last.State, last.Began, last.Error)
            : (ScrapeState.None, (MonotonicTime?)null, null);

    /// <summary>An announce was answered: scrapes if numbers are missing, at most once an interval.</summary>
    public void Consider(TrackerState tracker, AnnounceResponse response, MonotonicTime now)
    {
        bool isKnown = _scrapes.TryGetValue(tracker, out Scrape? last);
        if (response is { Seeders: not null, Leechers: not null })
        {
            // It is of no interest any more that it cannot be scraped.
            if (last?.Error is not null) _scrapes.Remove(tracker);
            return;
        }

        // BEP 48: a path that does not follow the convention means that there is no scrape.
        if (tracker.Address is { HasAnnouncePath: false, Scheme: not TrackerScheme.Udp }) return;
        if (isKnown && now - last!.Began < tracker.IntervalS * 1000L) return;
        var scrape = new Scrape { Began = now };
        _scrapes[tracker] = scrape;
        _ = ScrapeAsync(tracker, scrape);
    }

    /// <summary>Forgets what is known of trackers that are not in the list any more.</summary>
    public void Keep(IReadOnlyList<TrackerState> trackers)
    {
        foreach (TrackerState gone in _scrapes.Keys.Except(trackers).ToList()) _scrapes.Remove(gone);
    }

    private async Task ScrapeAsync(TrackerState tracker, Scrape scrape)
    {
        ScrapeResult result = await services.Trackers.ScrapeAsync(tracker.Address, loop.InfoHash);
        loop.Post(_ =>
        {
            if (result.Entry is { } entry) tracker.ApplyScrape(entry);
            scrape.State = result.Error is null ? ScrapeState.Succeeded : ScrapeState.Failed;
            scrape.Error = result.Error is { } error ? $"scrape failed: {error.Message}" : null;
        });
    }

    private sealed class Scrape
    {
        public MonotonicTime Began { get; init; }

        public ScrapeState State { get; set; } = ScrapeState.Scraping;

        public string? Error { get; set; }
    }
}
