using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GSTorrent.LoadLab.Answers;

/// <summary>Our native API.</summary>
internal sealed class NativeFace(HttpClient http) : Face("native", http)
{
    public override IReadOnlyList<RemoteCall> Calls(Func<string> next) =>
    [
        new(CallKind.List, stop => GetAsync("torrents", stop)),
        new(CallKind.Detail, stop => GetAsync($"torrents/{next()}", stop)),
        new(CallKind.Change, stop => ChangeAsync(next(), stop)),
        new(CallKind.List, stop => GetAsync("torrents?filter=seeding&sort=-size&limit=100", stop)),
        new(CallKind.Detail, stop => GetAsync($"torrents/{next()}/files", stop)),
        new(CallKind.Detail, stop => GetAsync($"torrents/{next()}/peers", stop)),
    ];

    public override Task MoveAsync(string infoHash, string folder, CancellationToken stop) => PostAsync(
        $"torrents/{infoHash}/move", () => JsonContent.Create(new JsonObject { ["destination"] = folder }), stop);

    public override Task RecheckAllAsync(CancellationToken stop) => PostAsync(
        "torrents/actions", () => JsonContent.Create(new JsonObject { ["action"] = "recheck", ["all"] = true }), stop);

    public override async Task<bool> IsCheckingAsync(CancellationToken stop)
    {
        JsonNode list = await ReadAsync(
            () => new HttpRequestMessage(HttpMethod.Get, "torrents?filter=checking&limit=0"), stop);
        return list["total"]!.GetValue<int>() > 0;
    }

    private Task ChangeAsync(string infoHash, CancellationToken stop)
    {
        string body = $$"""{"downloadLimitBytesPerSecond": {{NextLimit()}}}""";
        return SendAsync(
            () => new HttpRequestMessage(HttpMethod.Patch, $"torrents/{infoHash}")
            {
                Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            },
            stop);
    }
}
