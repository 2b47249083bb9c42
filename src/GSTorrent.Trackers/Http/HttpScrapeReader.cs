using GSTorrent.Bencoding;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// Reads the answer to a scrape over HTTP (BEP 48).
/// <code>
/// answer = {"files": {info-hash of 20 bytes: {"complete": n, "incomplete": n, "downloaded": n}}}
/// </code>
/// </summary>
internal static class HttpScrapeReader
{
    private const int MaxEntries = 1000;

    public static bool TryRead(
        ReadOnlyMemory<byte> body, out IReadOnlyList<ScrapeEntry> entries, out TrackerError? error)
    {
        entries = [];
        if (!HttpAnnounceReader.TryReadRoot(body, out BencodeElement root, out error)) return false;
        if (!root.TryGetProperty("files"u8, out BencodeElement files) || files.Kind != BencodeKind.Dictionary)
        {
            error = new TrackerError("the tracker's answer is not one to a scrape");
            return false;
        }

        var found = new List<ScrapeEntry>();
        foreach (BencodeProperty file in files.EnumerateDictionary())
        {
            if (file.Key.Length != InfoHash.Length || file.Value.Kind != BencodeKind.Dictionary) continue;
            if (found.Count == MaxEntries) break;
            found.Add(new ScrapeEntry(
                new InfoHash(file.Key.Span),
                HttpAnnounceReader.CountOf(file.Value, "complete"u8),
                HttpAnnounceReader.CountOf(file.Value, "incomplete"u8),
                HttpAnnounceReader.CountOf(file.Value, "downloaded"u8)));
        }

        entries = found;
        return true;
    }
}
