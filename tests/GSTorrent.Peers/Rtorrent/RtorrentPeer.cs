using System.Globalization;
using System.Net;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Rtorrent;

/// <summary>rtorrent 0.9.8 in daemon mode (it needs no terminal then), spoken to by <see cref="ScgiClient"/>.</summary>
public sealed class RtorrentPeer : RealPeer
{
    /// <summary>Debian package and program.</summary>
    public const string Program = "rtorrent";

    private readonly ScgiClient control;

    /// <summary>A peer with its own address.</summary>
    public RtorrentPeer() => control = new ScgiClient(Path.Combine(Home.Path, "rpc.socket"));

    /// <inheritdoc/>
    public override string Name => "rtorrent";

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string settings = Path.Combine(Home.Path, "rtorrent.rc");
        await File.WriteAllTextAsync(settings, Settings(), cancellationToken);
        Process = ExternalProcess.Start(Program, ["-n", "-o", $"import={settings}"], Home.Path);
        await WaitReadyAsync(token => control.CallAsync("system.pid", [], token), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task AddAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        object[] arguments = ["", torrent.Bytes.ToArray(), $"d.directory.set=\"{folder}\""];
        return control.CallAsync("load.raw_start", arguments, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<bool> IsCompleteAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        // Right after load the torrent may not be listed yet.
        return await IsYesAsync("d.complete", torrent, cancellationToken)
            && !await IsYesAsync("d.hashing", torrent, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<bool> TryDialAsync(
        TorrentFile torrent, IPEndPoint peer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        ArgumentNullException.ThrowIfNull(peer);
        await Poll.UntilAsync(
            token => IsYesAsync("d.is_active", torrent, token), "rtorrent started the torrent", 20_000, cancellationToken);
        await control.CallAsync("d.add_peer", [torrent.InfoHash, peer.ToString()], cancellationToken);
        return true;
    }

    /// <summary>Checks all data on disk again.</summary>
    public Task RecheckAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        return control.CallAsync("d.check_hash", [torrent.InfoHash], cancellationToken);
    }

    private async Task<bool> IsYesAsync(string question, TorrentFile torrent, CancellationToken cancellationToken)
    {
        try
        {
            string answer = await control.CallAsync(question, [torrent.InfoHash], cancellationToken);
            return answer is not ("0" or "");
        }
        catch (InvalidOperationException e) when (e.Message.Contains("info-hash", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
    }

    private string Settings()
    {
        string port = EndPoint.Port.ToString(CultureInfo.InvariantCulture);
        return $"""
            system.daemon.set = true
            session.path.set = {Home.Sub("session")}
            directory.default.set = {Home.Sub("downloads")}
            network.scgi.open_local = {Path.Combine(Home.Path, "rpc.socket")}
            network.bind_address.set = {EndPoint.Address}
            network.local_address.set = {EndPoint.Address}
            network.port_range.set = {port}-{port}
            network.port_random.set = no
            network.xmlrpc.size_limit.set = 16M
            dht.mode.set = disable
            protocol.pex.set = no
            protocol.encryption.set = none
            pieces.hash.on_completion.set = no
            pieces.memory.max.set = 1800M
            trackers.use_udp.set = yes
            throttle.max_uploads.set = 100
            throttle.max_uploads.global.set = 200

            """;
    }
}
