using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>
/// Which torrents have which announce URL. There is no index of that: the rows are gone through, but only when the
/// trackers of a torrent changed.
/// </summary>
internal static class TrackerSteps
{
    /// <summary>Adds every URL.</summary>
    public static void All(MaindataAnswer answer, IEnumerable<TorrentRow> rows, ListFrame frame)
    {
        foreach (TorrentRow row in rows)
        {
            foreach (IReadOnlyList<string> tier in row.Origin.TrackerTiers)
                foreach (string url in tier) Add(answer, frame.Show(url), row);
        }
    }

    /// <summary>Adds the URLs of which the torrents changed.</summary>
    public static void Changed(
        MaindataAnswer answer, MaindataState state, Dictionary<int, SentTorrent?> changes, ListFrame frame)
    {
        foreach ((int number, SentTorrent? now) in changes)
        {
            TorrentOrigin? before = state.Torrents.TryGetValue(number, out SentTorrent sent) ? sent.Row.Origin : null;
            if (ReferenceEquals(before, now?.Row.Origin)) continue;
            HashSet<string> moved = UrlsOf(before, frame);
            moved.SymmetricExceptWith(UrlsOf(now?.Row.Origin, frame));
            foreach (string url in moved) answer.Trackers[url] = [];
        }

        if (answer.Trackers.Count == 0) return;
        foreach ((int number, SentTorrent sent) in state.Torrents)
            if (!changes.ContainsKey(number)) Count(answer, sent.Row, frame);
        foreach (SentTorrent? sent in changes.Values)
            if (sent is { } torrent) Count(answer, torrent.Row, frame);
    }

    private static void Add(MaindataAnswer answer, string url, TorrentRow row)
    {
        if (url.Length == 0) return;
        if (!answer.Trackers.TryGetValue(url, out List<TorrentRow>? torrents)) answer.Trackers[url] = torrents = [];

        // A torrent may name a tracker twice.
        if (torrents.Count == 0 || !ReferenceEquals(torrents[^1], row)) torrents.Add(row);
    }

    private static void Count(MaindataAnswer answer, TorrentRow row, ListFrame frame)
    {
        foreach (string url in UrlsOf(row.Origin, frame))
            if (answer.Trackers.TryGetValue(url, out List<TorrentRow>? torrents)) torrents.Add(row);
    }

    private static HashSet<string> UrlsOf(TorrentOrigin? origin, ListFrame frame)
    {
        var urls = new HashSet<string>(StringComparer.Ordinal);
        foreach (IReadOnlyList<string> tier in origin?.TrackerTiers ?? [])
        {
            foreach (string url in tier)
                if (frame.Show(url) is { Length: > 0 } shown) urls.Add(shown);
        }

        return urls;
    }
}
