using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace GSTorrent.LoadLab.Answers;

/// <summary>Transmission's RPC, of Transmission or of ours.</summary>
internal sealed class TransmissionFace(HttpClient http) : Face("Transmission", http)
{
    private const string SessionHeader = "X-Transmission-Session-Id";

    // What Sonarr asks for, and some more that remotes show.
    private const string ListFields = """
        "id","hashString","name","downloadDir","totalSize","leftUntilDone","isFinished","eta","status",
        "secondsDownloading","secondsSeeding",
        "errorString","uploadedEver","downloadedEver","seedRatioLimit","seedRatioMode","seedIdleLimit",
        "seedIdleMode","fileCount","labels","rateDownload","rateUpload","peersConnected","percentDone"
        """;

    private string _session = "";

    public override IReadOnlyList<RemoteCall> Calls(Func<string> next) =>
    [
        new(CallKind.List, stop => CallAsync("torrent-get", $$""" "fields":[{{ListFields}}] """, stop)),
        new(CallKind.Detail, stop => CallAsync(
            "torrent-get", $$""" "ids":["{{next()}}"],"fields":[{{ListFields}},"files","fileStats","peers"] """, stop)),
        new(CallKind.Change, stop => CallAsync(
            "torrent-set", $$""" "ids":["{{next()}}"],"downloadLimit":{{NextLimit()}} """, stop)),
        new(CallKind.List, stop => CallAsync(
            "torrent-get", $$""" "ids":"recently-active","fields":[{{ListFields}}] """, stop)),
        new(CallKind.Detail, stop => CallAsync(
            "torrent-get", $$""" "ids":["{{next()}}"],"fields":["trackerStats","trackers"] """, stop)),
        new(CallKind.List, stop => CallAsync("session-stats", "", stop)),
    ];

    public override Task MoveAsync(string infoHash, string folder, CancellationToken stop) => CallAsync(
        "torrent-set-location", $$""" "ids":["{{infoHash}}"],"location":"{{folder}}","move":true """, stop);

    public override Task RecheckAllAsync(CancellationToken stop) => CallAsync("torrent-verify", "", stop);

    public override async Task<bool> IsCheckingAsync(CancellationToken stop)
    {
        JsonNode answer = await ReadAsync(() => Request("torrent-get", """ "fields":["status"] """), stop);
        return answer["arguments"]!["torrents"]!.AsArray().Any(one => one!["status"]!.GetValue<int>() is 1 or 2);
    }

    protected override bool TakesBack(HttpResponseMessage answer)
    {
        if (answer.StatusCode != HttpStatusCode.Conflict) return false;
        _session = answer.Headers.GetValues(SessionHeader).First();
        return true;
    }

    private Task CallAsync(string method, string arguments, CancellationToken stop) =>
        SendAsync(() => Request(method, arguments), stop);

    private HttpRequestMessage Request(string method, string arguments)
    {
        string body = $$"""{"method":"{{method}}","arguments":{ {{arguments}} } }""";
        var request = new HttpRequestMessage(HttpMethod.Post, "transmission/rpc");
        request.Headers.Add(SessionHeader, _session);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }
}
