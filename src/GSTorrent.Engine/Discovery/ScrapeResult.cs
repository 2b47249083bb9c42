using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>How a scrape of one torrent ended: with its numbers or with an error.</summary>
internal readonly record struct ScrapeResult(ScrapeEntry? Entry, TrackerError? Error)
{
    /// <summary>The answer names each torrent that the tracker knows; only ours was asked for.</summary>
    public static ScrapeResult Of(IReadOnlyList<ScrapeEntry> entries, Primitives.InfoHash infoHash)
    {
        foreach (ScrapeEntry entry in entries)
            if (entry.InfoHash == infoHash) return new ScrapeResult(entry, null);
        return new ScrapeResult(null, new TrackerError("the tracker's answer does not name the torrent"));
    }
}
