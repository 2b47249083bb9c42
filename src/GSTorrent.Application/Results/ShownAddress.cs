using System.Text.RegularExpressions;

namespace GSTorrent.Application;

/// <summary>
/// The address of a torrent as journal and messages may show it: user, path and query may hold a password or passkey.
/// </summary>
public static partial class ShownAddress
{
    private const int MaxSegmentLength = 40;
    private const string Ellipsis = "…";

    /// <summary>
    /// Scheme, host and the name of a .torrent file, of a magnet link what it is of; an ellipsis for all that is left
    /// out, and for what is no address at all.
    /// </summary>
    public static string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string text = address.Trim();
        if (text.StartsWith("magnet:", StringComparison.OrdinalIgnoreCase)) return OfMagnet(text);
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? url) ? Of(url) : Ellipsis;
    }

    /// <summary>The same of an address that was read already.</summary>
    public static string Of(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.Host.Length == 0) return Ellipsis;
        string path = url.AbsolutePath;
        int last = path.LastIndexOf('/') + 1;
        string segment = path[last..];
        // What is no file may be a key, however short it is.
        bool isFile = segment.Length == 0 || segment.EndsWith(".torrent", StringComparison.OrdinalIgnoreCase);
        bool isShown = isFile && segment.Length <= MaxSegmentLength && !Secret().IsMatch(segment);
        string port = url.IsDefaultPort ? "" : FormattableString.Invariant($":{url.Port}");
        return $"{url.Scheme}://{url.Host}{port}/{(last > 1 && isShown ? "…/" : "")}{(isShown ? segment : Ellipsis)}";
    }

    // Nothing but well-formed info-hashes: any other parameter, and any other topic, may be a tracker's.
    private static string OfMagnet(string link)
    {
        string topics = string.Join('&', link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&')
            .Select(Uri.UnescapeDataString).Where(item => Topic().IsMatch(item)).Take(2));
        return "magnet:?" + (topics.Length > 0 ? topics : Ellipsis);
    }

    // As long a run of the letters of hexadecimal or Base64, also in addresses (RFC 4648), is no word.
    [GeneratedRegex("[A-Za-z0-9+/=_%-]{16}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Secret();

    [GeneratedRegex(
        @"\Axt(\.[0-9]{1,3})?=urn:(btih:([0-9a-f]{40}|[a-z2-7]{32})|btmh:1220[0-9a-f]{64})\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Topic();
}
