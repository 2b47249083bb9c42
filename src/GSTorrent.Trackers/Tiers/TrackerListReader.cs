namespace GSTorrent.Trackers;

/// <summary>Reads a list of trackers that somebody wants; one fault in it and nothing of it is taken.</summary>
internal static class TrackerListReader
{
    /// <param name="tiers">URLs by tier, from outside.</param>
    /// <param name="limit">Trackers of all tiers.</param>
    /// <param name="addresses">By tier; no tier is empty.</param>
    /// <param name="error">Which one is at fault and why; does not repeat a URL.</param>
    public static bool TryRead(
        IReadOnlyList<IReadOnlyList<string>> tiers, int limit, out List<List<TrackerUrl>> addresses, out string? error)
    {
        addresses = [];
        error = null;
        int number = 0;
        var seen = new HashSet<TrackerUrl>();
        foreach (IReadOnlyList<string> tier in tiers)
        {
            List<TrackerUrl> read = new(tier.Count);
            foreach (string url in tier)
            {
                number++;
                if (TrackerUrl.TryParse(url, out TrackerUrl? address, out error))
                {
                    if (!seen.Add(address!)) error = "it is in the list already";
                    else if (number > limit) error = $"there can be no more than {limit}";
                }

                if (error is not null)
                {
                    error = $"tracker {number}: {error}";
                    return false;
                }

                read.Add(address!);
            }

            if (read.Count > 0) addresses.Add(read);
        }

        return true;
    }
}
