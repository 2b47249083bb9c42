using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Aria2;

/// <summary>
/// aria2c 1.36 as a daemon, spoken to by its JSON-RPC. It cannot be told of a peer: a tracker tells it, or the other
/// side dials. It speaks to UDP trackers only with DHT on, so never here. A new leecher may wait 10 s for an unchoke.
/// </summary>
public sealed class Aria2Peer : RealPeer
{
    /// <summary>The program.</summary>
    public const string Program = "aria2c";

    /// <summary>Its Debian package.</summary>
    public const string Package = "aria2";

    private readonly HttpClient _http = new();
    private readonly int _controlPort = PeerAddresses.FreePort(IPAddress.Loopback);
    private string _torrentId = "";

    /// <inheritdoc/>
    public override string Name => "aria2";

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string port = _controlPort.ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            "--no-conf", "--enable-rpc", $"--rpc-listen-port={port}", "--quiet=false", "--summary-interval=0",
            "--show-console-readout=false", $"--dir={Home.Sub("downloads")}", "--disable-ipv6",
            $"--interface={EndPoint.Address}", $"--listen-port={EndPoint.Port.ToString(CultureInfo.InvariantCulture)}",
            "--enable-dht=false", "--enable-dht6=false", "--bt-enable-lpd=false", "--enable-peer-exchange=false",
            "--bt-require-crypto=false", "--bt-max-peers=0", "--file-allocation=none", "--seed-ratio=0.0",
            "--check-integrity=true", "--allow-overwrite=true", "--bt-request-peer-speed-limit=1000M",
        ];
        Process = ExternalProcess.Start(Program, arguments, Home.Path);
        await WaitReadyAsync(token => CallAsync("aria2.getVersion", [], token), cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task AddAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        JsonArray arguments = [torrent.ToBase64(), new JsonArray(), new JsonObject { ["dir"] = folder }];
        _torrentId = (string)(await CallAsync("aria2.addTorrent", arguments, cancellationToken))!;
    }

    /// <inheritdoc/>
    public override async Task<bool> IsCompleteAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        JsonNode answer = await CallAsync("aria2.tellStatus", [_torrentId], cancellationToken);
        return (string?)answer["status"] switch
        {
            "error" => throw new InvalidOperationException($"aria2: {answer["errorMessage"]}"),
            "complete" => true,
            _ => (string?)answer["seeder"] is "true",
        };
    }

    /// <summary>Not supported: it checks data only when a torrent is added.</summary>
    public override Task RecheckAsync(TorrentFile torrent, CancellationToken cancellationToken) =>
        throw new NotSupportedException("aria2 has no recheck");

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return base.DisposeAsync();
    }

    private async Task<JsonNode> CallAsync(string method, JsonArray arguments, CancellationToken cancellationToken)
    {
        var call = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = arguments };
        string port = _controlPort.ToString(CultureInfo.InvariantCulture);
        using var body = new StringContent(call.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response =
            await _http.PostAsync($"http://127.0.0.1:{port}/jsonrpc", body, cancellationToken);
        string text = await response.Content.ReadAsStringAsync(cancellationToken);
        JsonNode answer = JsonNode.Parse(text)!;
        return answer["result"] ?? throw new InvalidOperationException($"aria2 {method}: {text}");
    }
}
