using System.Text.Json.Nodes;

namespace GSTorrent.Api.QBittorrent.Tests.Sync;

/// <summary>A client of sync/maindata that knows nothing but what it was told.</summary>
internal sealed class ModelClient
{
    // What follows the clock by itself is only told along with something else.
    private static readonly string[] ByTheClock =
        ["time_active", "seeding_time", "eta", "popularity", "last_activity"];

    private readonly Dictionary<string, SortedDictionary<string, string>> _torrents = [];
    private readonly SortedSet<string> _tags = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _categories = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _trackers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _server = new(StringComparer.Ordinal);

    /// <summary>The number of the last answer.</summary>
    public long Rid { get; private set; }

    public void Take(JsonNode answer)
    {
        if ((bool?)answer["full_update"] is true) Forget();
        Rid = (long)answer["rid"]!;
        foreach ((string hash, JsonNode? fields) in Object(answer, "torrents")) TakeTorrent(hash, fields!.AsObject());
        foreach (string hash in Texts(answer, "torrents_removed")) Assert.True(_torrents.Remove(hash), hash);
        foreach ((string name, JsonNode? category) in Object(answer, "categories"))
            _categories[name] = category!.ToJsonString();
        foreach (string name in Texts(answer, "categories_removed")) Assert.True(_categories.Remove(name), name);
        foreach (string tag in Texts(answer, "tags")) Assert.True(_tags.Add(tag), tag);
        foreach (string tag in Texts(answer, "tags_removed")) Assert.True(_tags.Remove(tag), tag);
        foreach ((string url, JsonNode? hashes) in Object(answer, "trackers"))
            _trackers[url] = string.Join(' ', hashes!.AsArray().Select(hash => (string)hash!).Order());
        foreach (string url in Texts(answer, "trackers_removed")) Assert.True(_trackers.Remove(url), url);
        foreach ((string name, JsonNode? value) in Object(answer, "server_state"))
            _server[name] = value!.ToJsonString();
    }

    /// <summary>All that the client knows, for comparison.</summary>
    public string Show() => string.Join('\n',
    [
        .. _torrents.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            $"{pair.Key}: {string.Join(", ", pair.Value.Select(field => $"{field.Key}={field.Value}"))}"),
        "tags: " + string.Join(' ', _tags),
        "categories: " + string.Join(' ', _categories),
        "trackers: " + string.Join(' ', _trackers),
        "server: " + string.Join(' ', _server),
    ]);

    private void Forget()
    {
        _torrents.Clear();
        _tags.Clear();
        _categories.Clear();
        _trackers.Clear();
        _server.Clear();
    }

    private void TakeTorrent(string hash, JsonObject fields)
    {
        if (!_torrents.TryGetValue(hash, out SortedDictionary<string, string>? known))
        {
            Assert.True(fields.Count > 40, $"{hash} is new, and is told in parts");
            _torrents[hash] = known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        }

        Assert.NotEmpty(fields);
        foreach ((string name, JsonNode? value) in fields)
            if (!ByTheClock.Contains(name)) known[name] = value?.ToJsonString() ?? "null";
    }

    private static JsonObject Object(JsonNode answer, string name) =>
        answer[name]?.AsObject() ?? [];

    private static IEnumerable<string> Texts(JsonNode answer, string name) =>
        (answer[name]?.AsArray() ?? []).Select(text => (string)text!);
}
