using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Reads "announce-list" (BEP 12), or "announce" (BEP 3) if it gives nothing.</summary>
internal static class TrackerListReader
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(BencodeElement root, ReadingNotes notes)
    {
        var tiers = new List<IReadOnlyList<string>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        root.TryGetProperty("announce-list"u8, out BencodeElement list);
        foreach (BencodeElement element in list.EnumerateList())
        {
            var tier = new List<string>();
            // Some makers write a flat list of addresses: each then is a tier of its own.
            if (element.Kind == BencodeKind.Bytes) Take(element, tier, seen, notes);
            foreach (BencodeElement url in element.EnumerateList()) Take(url, tier, seen, notes);
            if (tier.Count > 0) tiers.Add(tier);
        }

        if (tiers.Count > 0) return tiers;
        var only = new List<string>();
        if (root.TryGetProperty("announce"u8, out BencodeElement announce)) Take(announce, only, seen, notes);
        return only.Count > 0 ? [only] : [];
    }

    private static void Take(BencodeElement element, List<string> tier, HashSet<string> seen, ReadingNotes notes)
    {
        if (seen.Count >= MetainfoLimits.MaxTrackers || !UrlText.TryRead(element, out string text)) return;
        if (!UrlText.TryTracker(text, out string? url))
            notes.Warn($"'{text}' is not a tracker's address; it is ignored.");
        else if (seen.Add(url)) tier.Add(url);
    }
}
