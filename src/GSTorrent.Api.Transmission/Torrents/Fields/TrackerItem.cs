using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>A tracker of a torrent. Immutable.</summary>
/// <param name="Id">Its place in the list of all trackers, which is how clients name it.</param>
/// <param name="Tier">From 0.</param>
/// <param name="IsFirst">Is it the first of its tier?</param>
/// <param name="Url">As the caller may see it.</param>
/// <param name="State">What has come of announcing; null: nothing yet.</param>
internal sealed record TrackerItem(int Id, int Tier, bool IsFirst, string Url, TrackerSnapshot? State)
{
    public bool IsAnnouncing => State?.IsAnnouncing is true;

    /// <summary>Did the last announce that ended go well?</summary>
    public bool HasSucceeded => State?.LastAnnounceSucceeded is true;

    /// <summary>Has any announce ended?</summary>
    public bool HasAnnounced => State?.LastAnnounceSucceeded is not null;

    /// <summary>Has any scrape ended?</summary>
    public bool HasScraped => State?.ScrapeState is ScrapeState.Succeeded or ScrapeState.Failed;

    /// <summary>All trackers of the torrent, as they were decided, with what its loop knows of them.</summary>
    public static IEnumerable<TrackerItem> Of(TorrentView view)
    {
        var states = new Dictionary<string, TrackerSnapshot>(StringComparer.Ordinal);
        foreach (TrackerSnapshot tracker in view.Trackers) states.TryAdd(view.Shown(tracker.Url), tracker);
        int id = 0;
        foreach ((int tier, IReadOnlyList<string> urls) in view.TrackerTiers.Index())
        {
            for (int i = 0; i < urls.Count; i++)
                yield return new TrackerItem(id++, tier, i == 0, urls[i], states.GetValueOrDefault(urls[i]));
        }
    }
}
