using System.Text.Json;
using GSTorrent.Api.Transmission.Rpc;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>Changes of a torrent's trackers. A tracker is named by its place in the list of all.</summary>
/// <param name="Added">Announce URLs, a tier each.</param>
/// <param name="Removed">Places.</param>
/// <param name="Replaced">Places and announce URLs.</param>
/// <param name="List">All tiers from now on; null: not given.</param>
internal sealed record TrackerEdits(
    IReadOnlyList<string> Added,
    IReadOnlyList<int> Removed,
    IReadOnlyList<(int Place, string Url)> Replaced,
    IReadOnlyList<IReadOnlyList<string>>? List)
{
    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0 && Replaced.Count == 0 && List is null;

    public static TrackerEdits Read(Arguments arguments) => new(
        arguments.Texts("tracker_add") ?? [],
        arguments.Indices("tracker_remove") ?? [],
        ReadPairs(arguments),
        arguments.Text("tracker_list") is { } text ? Parse(text) : null);

    /// <summary>The tiers as they shall be; null: a place is beyond the last one.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Apply(IReadOnlyList<IReadOnlyList<string>> tiers)
    {
        if (List is not null) return List;
        int count = tiers.Sum(tier => tier.Count);
        if (Removed.Any(place => place >= count) || Replaced.Any(item => item.Place >= count)) return null;
        var changed = new List<IReadOnlyList<string>>();
        int next = 0;
        foreach (IReadOnlyList<string> tier in tiers)
        {
            var urls = new List<string>();
            foreach (string url in tier)
            {
                int place = next++;
                if (Removed.Contains(place)) continue;
                urls.Add(Replaced.Where(item => item.Place == place).Select(item => item.Url).LastOrDefault(url));
            }

            if (urls.Count > 0) changed.Add(urls);
        }

        IEnumerable<string> known = changed.SelectMany(tier => tier).ToArray();
        changed.AddRange(Added.Except(known, StringComparer.Ordinal).Select(url => new[] { url }));
        return changed;
    }

    /// <summary>One URL a line, an empty line between tiers.</summary>
    private static List<IReadOnlyList<string>> Parse(string text)
    {
        var tiers = new List<IReadOnlyList<string>>();
        var tier = new List<string>();
        foreach (string line in text.Split('\n').Append(""))
        {
            string url = line.Trim();
            if (url.Length > 0)
            {
                tier.Add(url);
                continue;
            }

            if (tier.Count > 0) tiers.Add(tier);
            tier = [];
        }

        return tiers;
    }

    // A flat list: place, URL, place, URL…
    private static List<(int, string)> ReadPairs(Arguments arguments)
    {
        const string Name = "tracker_replace";
        if (arguments.Raw(Name) is not { } given) return [];
        var pairs = new List<(int, string)>();
        JsonElement[] items = given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray()] : [];
        bool isRight = given.ValueKind == JsonValueKind.Array && items.Length % 2 == 0;
        for (int i = 0; isRight && i < items.Length; i += 2)
        {
            isRight = items[i].ValueKind == JsonValueKind.Number && items[i].TryGetInt32(out int place) && place >= 0
                && items[i + 1].ValueKind == JsonValueKind.String;
            if (isRight) pairs.Add((items[i].GetInt32(), items[i + 1].GetString()!));
        }

        return isRight ? pairs : arguments.Refuse<List<(int, string)>>(Name, "a list of ids and URLs") ?? [];
    }
}
