using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Reads "url-list" (BEP 19), which is one address or a list of them.</summary>
internal static class WebSeedReader
{
    /// <param name="root">The outer dictionary.</param>
    /// <param name="isFolder">Are there several files? Then an address means a folder and ends with a slash.</param>
    /// <param name="notes">Takes oddities.</param>
    public static IReadOnlyList<string> Read(BencodeElement root, bool isFolder, ReadingNotes notes)
    {
        var urls = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        root.TryGetProperty("url-list"u8, out BencodeElement list);
        if (list.Kind == BencodeKind.Bytes) Take(list);
        foreach (BencodeElement element in list.EnumerateList()) Take(element);
        return urls;

        void Take(BencodeElement element)
        {
            if (urls.Count >= MetainfoLimits.MaxTrackers || !UrlText.TryRead(element, out string text)) return;
            if (!UrlText.TryWebSeed(text, out string? url))
            {
                notes.Warn($"'{text}' is not a web seed's address; it is ignored.");
                return;
            }

            if (isFolder && !url.EndsWith('/')) url += '/';
            if (seen.Add(url)) urls.Add(url);
        }
    }
}
