using System.Text.Json.Nodes;

namespace GSTorrent.LoadLab.Answers;

/// <summary>qBittorrent's Web API, of qBittorrent or of ours.</summary>
internal sealed class QBittorrentFace(HttpClient http) : Face("qBittorrent", http)
{
    public override IReadOnlyList<RemoteCall> Calls(Func<string> next) =>
    [
        new(CallKind.List, stop => GetAsync("api/v2/torrents/info", stop)),
        new(CallKind.Detail, stop => GetAsync($"api/v2/torrents/properties?hash={next()}", stop)),
        new(CallKind.Change, stop => FormAsync("setDownloadLimit", next(), "limit", NextLimit(), stop)),
        new(CallKind.List, stop => GetAsync("api/v2/sync/maindata?rid=0", stop)),
        new(CallKind.Detail, stop => GetAsync($"api/v2/torrents/files?hash={next()}", stop)),
        new(CallKind.Detail, stop => GetAsync($"api/v2/torrents/trackers?hash={next()}", stop)),
    ];

    public override Task MoveAsync(string infoHash, string folder, CancellationToken stop) =>
        FormAsync("setLocation", infoHash, "location", folder, stop);

    public override Task RecheckAllAsync(CancellationToken stop) => PostAsync(
        "api/v2/torrents/recheck", () => new FormUrlEncodedContent([new("hashes", "all")]), stop);

    public override async Task<bool> IsCheckingAsync(CancellationToken stop)
    {
        JsonNode list = await ReadAsync(
            () => new HttpRequestMessage(HttpMethod.Get, "api/v2/torrents/info?filter=checking&limit=1"), stop);
        return list.AsArray().Count > 0;
    }

    private Task FormAsync(string verb, string infoHash, string name, string value, CancellationToken stop) =>
        PostAsync(
            $"api/v2/torrents/{verb}", () => new FormUrlEncodedContent([new("hashes", infoHash), new(name, value)]),
            stop);
}
