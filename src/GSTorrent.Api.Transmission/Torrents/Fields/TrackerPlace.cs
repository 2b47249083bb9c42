namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>What can be read off an announce URL.</summary>
internal static class TrackerPlace
{
    // Below these, names are given out one level further down, as in example.co.uk.
    private static readonly string[] SharedLevels = ["ac", "co", "com", "edu", "gov", "net", "or", "org"];

    /// <summary>Host and port.</summary>
    public static string HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? $"{uri.Host}:{uri.Port}" : "";

    /// <summary>The part of the host that people know the site by: "example" of tracker.example.org.</summary>
    public static string SiteOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)) return "";
        if (uri.HostNameType != UriHostNameType.Dns) return uri.Host;
        string[] levels = uri.Host.Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (levels.Length < 2) return uri.Host;
        bool isShared = levels.Length > 2 && levels[^1].Length == 2
            && SharedLevels.Contains(levels[^2], StringComparer.OrdinalIgnoreCase);
        return isShared ? levels[^3] : levels[^2];
    }

    /// <summary>The scrape URL that belongs to it, empty if there is none (BEP 48).</summary>
    public static string ScrapeOf(string url)
    {
        const string Announce = "announce";
        int query = url.IndexOfAny(['?', '#']);
        string path = query < 0 ? url : url[..query];
        int last = path.LastIndexOf('/') + 1;
        if (url.StartsWith("udp:", StringComparison.OrdinalIgnoreCase)) return url;
        return string.CompareOrdinal(path, last, Announce, 0, Announce.Length) == 0
            ? string.Concat(url.AsSpan(0, last), "scrape", url.AsSpan(last + Announce.Length))
            : "";
    }
}
