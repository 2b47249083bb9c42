namespace GSTorrent.Application.Torrents;

/// <summary>
/// Takes what identifies a user out of announce URLs: user name, query, and long parts of the path (passkeys).
/// </summary>
public static class TrackerUrlMask
{
    private const int ShortestSecret = 12;

    /// <summary>The URL as others may see it.</summary>
    public static string Apply(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        int query = url.IndexOfAny(['?', '#']);
        string kept = query < 0 ? url : url[..query];
        int authority = kept.IndexOf("://", StringComparison.Ordinal);
        int path = kept.IndexOf('/', authority < 0 ? 0 : authority + 3);
        string before = WithoutUser(path < 0 ? kept : kept[..path], authority);
        if (path < 0) return before + Ending(query);
        IEnumerable<string> parts = kept[path..].Split('/')
            .Select(part => part.Length >= ShortestSecret ? "…" : part);
        return before + string.Join('/', parts) + Ending(query);
    }

    private static string Ending(int query) => query < 0 ? "" : "?…";

    private static string WithoutUser(string start, int authority)
    {
        int user = start.LastIndexOf('@');
        return user < 0 || authority < 0
            ? start
            : string.Concat(start.AsSpan(0, authority + 3), start.AsSpan(user + 1));
    }
}
