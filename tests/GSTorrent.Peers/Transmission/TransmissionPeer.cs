using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Transmission;

/// <summary>
/// transmission-daemon 3.00, spoken to by its JSON-RPC. It cannot be told of a peer, and it never dials an address
/// in 127.0.0.0/8 (it takes them for martians): on loopback the other side has to dial it.
/// It keeps one connection per address, see <see cref="PeerAddresses"/>.
/// </summary>
public sealed class TransmissionPeer : RealPeer
{
    /// <summary>Debian package and program.</summary>
    public const string Program = "transmission-daemon";

    private const string SessionHeader = "X-Transmission-Session-Id";
    private readonly HttpClient _http = new();
    private readonly int _controlPort = PeerAddresses.FreePort(IPAddress.Loopback);
    private string _session = "";

    /// <inheritdoc/>
    public override string Name => "transmission";

    /// <summary>Where its remote interface is.</summary>
    public Uri ControlUrl => new($"http://127.0.0.1:{_controlPort.ToString(CultureInfo.InvariantCulture)}/");

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string settings = Path.Combine(Home.Path, "settings.json");
        await File.WriteAllTextAsync(settings, Settings().ToJsonString(), cancellationToken);
        Process = ExternalProcess.Start(Program, ["-f", "-g", Home.Path], Home.Path);
        await WaitReadyAsync(token => CallAsync("session-get", [], token), cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task AddAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        await CallAsync(
            "torrent-add", new() { ["metainfo"] = torrent.ToBase64(), ["download-dir"] = folder }, cancellationToken);
        // A new torrent's files are looked at only if all of them are there: the rest needs to be asked for.
        if (Path.Exists(Path.Combine(folder, torrent.Name)))
        {
            await CallAsync("torrent-verify", new() { ["ids"] = new JsonArray(torrent.InfoHash) }, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> IsCompleteAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        var arguments = new JsonObject
        {
            ["ids"] = new JsonArray(torrent.InfoHash),
            ["fields"] = new JsonArray("leftUntilDone", "status", "metadataPercentComplete"),
        };
        JsonObject answer = await CallAsync("torrent-get", arguments, cancellationToken);
        const int Seeding = 6;
        return answer["torrents"] is JsonArray { Count: 1 } list
            && (long)list[0]!["leftUntilDone"]! == 0 && (int)list[0]!["status"]! == Seeding;
    }

    /// <inheritdoc/>
    public override Task RecheckAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        return CallAsync("torrent-verify", new() { ["ids"] = new JsonArray(torrent.InfoHash) }, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return base.DisposeAsync();
    }

    private JsonObject Settings() => new()
    {
        ["bind-address-ipv4"] = EndPoint.Address.ToString(),
        ["cache-size-mb"] = 4,
        ["dht-enabled"] = false,
        ["download-dir"] = Home.Sub("downloads"),
        ["download-queue-enabled"] = false,
        ["encryption"] = 0,
        ["idle-seeding-limit-enabled"] = false,
        ["incomplete-dir-enabled"] = false,
        ["lpd-enabled"] = false,
        ["peer-port"] = EndPoint.Port,
        ["peer-port-random-on-start"] = false,
        ["pex-enabled"] = false,
        ["port-forwarding-enabled"] = false,
        ["preallocation"] = 1,
        ["ratio-limit-enabled"] = false,
        ["rename-partial-files"] = false,
        ["rpc-authentication-required"] = false,
        ["rpc-bind-address"] = "127.0.0.1",
        ["rpc-host-whitelist-enabled"] = false,
        ["rpc-port"] = _controlPort,
        ["rpc-whitelist-enabled"] = false,
        ["seed-queue-enabled"] = false,
        ["utp-enabled"] = false,
    };

    private async Task<JsonObject> CallAsync(string method, JsonObject arguments, CancellationToken cancellationToken)
    {
        string body = new JsonObject { ["method"] = method, ["arguments"] = arguments }.ToJsonString();
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(ControlUrl, "transmission/rpc"));
            request.Headers.Add(SessionHeader, _session);
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Conflict)
            {
                _session = response.Headers.GetValues(SessionHeader).First();
                continue;
            }

            response.EnsureSuccessStatusCode();
            JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
            return (string?)answer["result"] is "success"
                ? answer["arguments"]!.AsObject()
                : throw new InvalidOperationException($"transmission {method}: {answer["result"]}");
        }
    }
}
