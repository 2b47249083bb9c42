using GSTorrent.Trackers;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Takes what identifies a user out of announce URLs, for those who only look: user name, query, and all of the path
/// but well-known names. What is short may be a passkey too.
/// </summary>
public static class TrackerUrlMask
{
    private const string Ellipsis = "…";
    private const int ShortestSecret = 4, LongestWord = 7;
    private static readonly char[] Signs = ['/', '?', '&', '=', ':', '@', '#'];

    /// <summary>The URL as others may see it; "…" if it is none.</summary>
    public static string Apply(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return TrackerUrl.TryParse(url, out TrackerUrl? parsed, out _) ? parsed!.ToString() : Ellipsis;
    }

    /// <summary>A tracker's own words, which may repeat the URL or the passkey in it.</summary>
    public static string ApplyTo(string text, string url)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(url);
        if (text.Length == 0 || url.Length == 0) return text;
        string shown = Apply(url);
        string masked = text.Replace(url, shown, StringComparison.OrdinalIgnoreCase);
        if (masked.Equals(shown, StringComparison.Ordinal)) return masked;
        return string.Join(shown, masked.Split(shown).Select(part => WithoutParts(part, url, shown)));
    }

    private static string WithoutParts(string text, string url, string shown)
    {
        foreach (string part in url.Split(Signs, StringSplitOptions.RemoveEmptyEntries))
        {
            if (MayBeSecret(part) && !shown.Contains(part, StringComparison.OrdinalIgnoreCase))
                text = text.Replace(part, Ellipsis, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    // Short ones of letters only are words, which messages are made of.
    private static bool MayBeSecret(string part) => part.Length >= ShortestSecret
        && (part.Length > LongestWord || !part.All(char.IsAsciiLetter));
}
