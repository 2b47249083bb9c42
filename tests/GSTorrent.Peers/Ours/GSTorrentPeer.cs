using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GSTorrent.Peers.Content;

namespace GSTorrent.Peers.Ours;

/// <summary>Our server in the place of any other peer.</summary>
/// <param name="binary">Which build of it; null is the one beside the caller.</param>
public sealed class GSTorrentPeer(string? binary = null) : RealPeer
{
    private GSTorrentProcess? _server;
    private IPEndPoint _endPoint = new(IPAddress.Loopback, 0);

    /// <inheritdoc/>
    public override string Name => "GSTorrent";

    /// <inheritdoc/>
    public override IPEndPoint EndPoint => _endPoint;

    /// <summary>The server.</summary>
    public GSTorrentProcess Server => _server ?? throw new InvalidOperationException("not started");

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string destination = Home.Sub("downloads"), state = Home.Sub("state");
        // Content lies beside the destination, and only below a root may a torrent's folder lie.
        string[] more = ["--set", "storage.roots=/"];
        _server = await GSTorrentProcess.StartAsync(destination, state, more, cancellationToken, binary);
        Process = _server.Process;
        JsonNode facts = (await Server.Http.GetFromJsonAsync<JsonNode>("server", cancellationToken))!;
        _endPoint = new IPEndPoint(IPAddress.Loopback, (int)facts["peerPort"]!);
    }

    /// <inheritdoc/>
    public override async Task AddAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        JsonObject request = new() { ["torrentFile"] = torrent.ToBase64(), ["destination"] = folder };
        await PostAsync("torrents", request, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<bool> IsCompleteAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        string route = $"torrents/{torrent.InfoHash}";
        JsonNode answer = (await Server.Http.GetFromJsonAsync<JsonNode>(route, cancellationToken))!;
        return (string?)answer["state"] switch
        {
            "error" => throw new InvalidOperationException($"GSTorrent: {answer["error"]}\n{Process.Output}"),
            "seeding" => true,
            _ => false,
        };
    }

    /// <inheritdoc/>
    public override async Task<bool> TryDialAsync(
        TorrentFile torrent, IPEndPoint peer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        ArgumentNullException.ThrowIfNull(peer);
        JsonObject request = new() { ["peers"] = new JsonArray(peer.ToString()) };
        await PostAsync($"torrents/{torrent.InfoHash}/peers", request, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public override Task RecheckAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        return PostAsync($"torrents/{torrent.InfoHash}/recheck", [], cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private async Task PostAsync(string route, JsonObject body, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await Server.Http.PostAsJsonAsync(route, body, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            string text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new InvalidOperationException($"GSTorrent {route}: {(int)response.StatusCode} {text}");
        }
    }
}
