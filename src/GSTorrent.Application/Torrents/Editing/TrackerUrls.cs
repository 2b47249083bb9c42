using GSTorrent.Trackers;

namespace GSTorrent.Application.Torrents;

/// <summary>Checks URLs of trackers and web seeds that people give.</summary>
internal static class TrackerUrls
{
    private const int MaxCount = 1_000;
    private const int MaxLength = 2_048;

    /// <summary>Null: every URL can be announced to.</summary>
    public static AppError? Check(IReadOnlyList<IReadOnlyList<string>> tiers)
    {
        if (tiers.Sum(tier => tier.Count) > MaxCount)
            return new AppError("tracker-invalid", $"A torrent has at most {MaxCount} trackers.");
        foreach (string url in tiers.SelectMany(tier => tier))
        {
            if (url is null || !TrackerUrl.TryParse(url, out _, out string? error))
                return new AppError("tracker-invalid", $"'{Excerpt.Of(url ?? "")}' is no tracker's address.");
        }

        return null;
    }

    /// <summary>Null: every URL may be a web seed.</summary>
    public static AppError? CheckWebSeeds(IReadOnlyList<string> urls)
    {
        if (urls.Count > MaxCount)
            return new AppError("web-seed-invalid", $"A torrent has at most {MaxCount} web seeds.");
        foreach (string url in urls)
        {
            bool isFit = url is { Length: <= MaxLength } && Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
                && address.Scheme is "http" or "https";
            if (!isFit)
                return new AppError("web-seed-invalid", $"'{Excerpt.Of(url ?? "")}' is no address of http or https.");
        }

        return null;
    }
}
