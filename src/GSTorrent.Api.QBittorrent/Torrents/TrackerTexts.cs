using GSTorrent.Application;
using GSTorrent.Trackers;
using Tiers = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyList<string>>;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Changes tiers of announce URLs. What changes nothing gives the same object back.</summary>
internal static class TrackerTexts
{
    private const int MaxTier = 1_000;

    public static bool IsFit(string url) => TrackerUrl.TryParse(url, out _, out _);

    /// <summary>URLs, one a line; an empty line begins the next tier. What is no tracker's is left out.</summary>
    public static Tiers ReadTiers(string text)
    {
        var tiers = new List<IReadOnlyList<string>>();
        var tier = new List<string>();
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Length == 0)
            {
                if (tiers.Count < MaxTier) tiers.Add(tier);
                tier = [];
            }
            else if (IsFit(line)) tier.Add(line);
        }

        tiers.Add(tier);
        return tiers;
    }

    /// <summary>Adds what is new at the end of the tier of the same number.</summary>
    public static Result<Tiers> Merge(IReadOnlyList<string>[] tiers, Tiers added)
    {
        var known = new HashSet<string>(tiers.SelectMany(tier => tier), StringComparer.Ordinal);
        List<List<string>> next = [.. tiers.Select(tier => tier.ToList())];
        bool isChanged = false;
        foreach ((int number, IReadOnlyList<string> tier) in added.Index())
        {
            foreach (string url in tier)
            {
                if (!known.Add(url)) continue;
                while (next.Count <= number) next.Add([]);
                next[number].Add(url);
                isChanged = true;
            }
        }

        return isChanged ? Tidy(next) : tiers;
    }

    /// <summary>Puts a URL in the place of another, or in another tier.</summary>
    public static Result<Tiers> Replace(IReadOnlyList<string>[] tiers, string from, string to, long? tier)
    {
        bool isSame = string.Equals(from, to, StringComparison.Ordinal);
        if (isSame && tier is null) return tiers;
        int at = Array.FindIndex(tiers, urls => urls.Contains(from, StringComparer.Ordinal));
        if (!isSame && tiers.Any(urls => urls.Contains(to, StringComparer.Ordinal)))
            return new AppError("conflict", "New tracker URL already exists");
        if (at < 0) return new AppError("conflict", "Tracker not found");
        if (tier is < 0 or > MaxTier) return new AppError("bad-request", "Tier is not valid");
        List<List<string>> next = [.. tiers.Select(urls => urls.ToList())];
        int place = next[at].IndexOf(from);
        if (tier is not { } wished || wished == at)
        {
            next[at][place] = to;
            return Tidy(next);
        }

        next[at].RemoveAt(place);
        while (next.Count <= wished) next.Add([]);
        next[(int)wished].Add(to);
        return Tidy(next);
    }

    public static Result<Tiers> Without(IReadOnlyList<string>[] tiers, IReadOnlyCollection<string> urls)
    {
        var gone = new HashSet<string>(urls, StringComparer.Ordinal);
        if (!tiers.Any(tier => tier.Any(gone.Contains))) return tiers;
        return Tidy([.. tiers.Select(tier => tier.Where(url => !gone.Contains(url)).ToList())]);
    }

    // No tier may be empty (BEP 12).
    private static IReadOnlyList<string>[] Tidy(List<List<string>> tiers) =>
        [.. tiers.Where(tier => tier.Count > 0)];
}
