using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.QBittorrent;

/// <summary>
/// qbittorrent-nox 4.5, spoken to by its Web API. Local requests need no password: a setting written before the start.
/// </summary>
public sealed class QBittorrentPeer : RealPeer
{
    /// <summary>Debian package and program.</summary>
    public const string Program = "qbittorrent-nox";

    private readonly int _controlPort = PeerAddresses.FreePort(IPAddress.Loopback);
    private readonly HttpClient _http = new();

    /// <inheritdoc/>
    public override string Name => "qbittorrent";

    /// <summary>Where its remote interface is.</summary>
    public Uri ControlUrl => new($"http://127.0.0.1:{_controlPort.ToString(CultureInfo.InvariantCulture)}/");

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string port = _controlPort.ToString(CultureInfo.InvariantCulture);
        _http.BaseAddress = new Uri(ControlUrl, "api/v2/");
        string folder = Home.Sub("qBittorrent/config");
        await File.WriteAllTextAsync(Path.Combine(folder, "qBittorrent.conf"), Settings(port), cancellationToken);
        Process = ExternalProcess.Start(Program, [$"--profile={Home.Path}", $"--webui-port={port}"], Home.Path);
        await WaitReadyAsync(token => _http.GetStringAsync("app/version", token), cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task AddAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(torrent.Bytes.ToArray()), "torrents", "content.torrent" },
            { new StringContent(folder), "savepath" },
            { new StringContent("false"), "autoTMM" },
            { new StringContent("Original"), "contentLayout" },
        };
        using HttpResponseMessage response = await _http.PostAsync("torrents/add", form, cancellationToken);
        await ExpectAsync(response, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<bool> IsCompleteAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        return await StateAsync(torrent, cancellationToken) is "uploading" or "stalledUP" or "forcedUP";
    }

    /// <inheritdoc/>
    public override async Task<bool> TryDialAsync(
        TorrentFile torrent, IPEndPoint peer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        ArgumentNullException.ThrowIfNull(peer);
        // While it still looks at the data on disk it takes peers and forgets them.
        await Poll.UntilAsync(
            async token => await StateAsync(torrent, token) is "downloading" or "stalledDL"
                or "uploading" or "stalledUP",
            "qbittorrent runs the torrent", 30_000, cancellationToken);
        await PostAsync("torrents/addPeers", torrent, [new("peers", peer.ToString())], cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public override Task RecheckAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        return PostAsync("torrents/recheck", torrent, [], cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return base.DisposeAsync();
    }

    private async Task<string?> StateAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        string answer = await _http.GetStringAsync($"torrents/info?hashes={torrent.InfoHash}", cancellationToken);
        return JsonNode.Parse(answer) is JsonArray { Count: 1 } list ? (string?)list[0]!["state"] : null;
    }

    private async Task PostAsync(
        string path, TorrentFile torrent, KeyValuePair<string, string>[] fields, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent([new("hashes", torrent.InfoHash), .. fields]);
        // A torrent that was just added is not known at once: the answer is 404 or 400 until then.
        await Poll.UntilAsync(
            async token =>
            {
                using HttpResponseMessage response = await _http.PostAsync(path, form, token);
                return response.IsSuccessStatusCode;
            },
            $"qbittorrent takes {path}", 10_000, cancellationToken);
    }

    private static async Task ExpectAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode || text.StartsWith("Fails", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"qbittorrent answered {(int)response.StatusCode}: {text}");
        }
    }

    private string Settings(string controlPortText) => $"""
        [LegalNotice]
        Accepted=true

        [Network]
        PortForwardingEnabled=false

        [BitTorrent]
        Session\BTProtocol=TCP
        Session\DHTEnabled=false
        Session\DefaultSavePath={Home.Sub("downloads")}
        Session\Encryption=2
        Session\Interface=lo
        Session\InterfaceAddress={EndPoint.Address}
        Session\InterfaceName=lo
        Session\LSDEnabled=false
        Session\MaxActiveCheckingTorrents=16
        Session\MultiConnectionsPerIp=true
        Session\PeXEnabled=false
        Session\Port={EndPoint.Port.ToString(CultureInfo.InvariantCulture)}
        Session\Preallocation=false
        Session\QueueingSystemEnabled=false
        Session\SSRFMitigation=false

        [Preferences]
        Connection\PortRangeMin={EndPoint.Port.ToString(CultureInfo.InvariantCulture)}
        Connection\UPnP=false
        WebUI\Address=127.0.0.1
        WebUI\CSRFProtection=false
        WebUI\Enabled=true
        WebUI\HostHeaderValidation=false
        WebUI\LocalHostAuth=false
        WebUI\Port={controlPortText}
        WebUI\UseUPnP=false

        """;
}
