using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>Reads the addresses of trackers and web seeds from options.</summary>
public static class AnnounceUrls
{
    private static readonly string[] TrackerSchemes = ["http", "https", "udp", "ws", "wss"];
    private static readonly string[] WebSeedSchemes = ["http", "https", "ftp"];

    /// <summary>One option is one tier; its trackers stand between commas.</summary>
    public static bool TryReadTier(string text, out IReadOnlyList<string> tier, out string wrong)
    {
        string[] urls = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        tier = urls;
        wrong = urls.FirstOrDefault(url => !IsTracker(url)) ?? (urls.Length == 0 ? text : "");
        return wrong.Length == 0 && urls.Length > 0;
    }

    /// <summary>Can peers be asked for there?</summary>
    public static bool IsTracker(string text) => Is(text, TrackerSchemes);

    /// <summary>Can peers download from there?</summary>
    public static bool IsWebSeed(string text) => Is(text, WebSeedSchemes);

    // The class Uri passes over blanks and control characters at either end; other clients would not.
    private static bool Is(string url, string[] schemes) =>
        url.Length <= MetainfoLimits.MaxUrlLength
        && !url.Any(static letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
        && Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed)
        && schemes.Contains(parsed.Scheme, StringComparer.Ordinal)
        && parsed.Host.Length > 0;
}
