using System.Globalization;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Rtorrent;

/// <summary>
/// rtorrent 0.9.8 in daemon mode (it needs no terminal then), spoken to by <see cref="ScgiClient"/>. It can be told of
/// a
/// peer but looks at its list only now and then: here others dial it, or a tracker tells it.
/// </summary>
public sealed class RtorrentPeer : RealPeer
{
    /// <summary>Debian package and program.</summary>
    public const string Program = "rtorrent";

    private readonly ScgiClient _control;

    /// <summary>A peer with its own address.</summary>
    public RtorrentPeer() => _control = new ScgiClient(Path.Combine(Home.Path, "rpc.socket"));

    /// <inheritdoc/>
    public override string Name => "rtorrent";

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string settings = Path.Combine(Home.Path, "rtorrent.rc");
        await File.WriteAllTextAsync(settings, Settings(), cancellationToken);
        Process = ExternalProcess.Start(Program, ["-n", "-o", $"import={settings}"], Home.Path);
        await WaitReadyAsync(token => _control.CallAsync("system.pid", [], token), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task AddAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        object[] arguments = ["", WithTracker(torrent), $"d.directory.set=\"{folder}\""];
        return _control.CallAsync("load.raw_start", arguments, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<bool> IsCompleteAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        // Right after load the torrent may not be listed yet.
        return await IsYesAsync("d.complete", torrent, cancellationToken)
            && !await IsYesAsync("d.hashing", torrent, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task RecheckAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        return _control.CallAsync("d.check_hash", [torrent.InfoHash], cancellationToken);
    }

    // Without DHT it refuses a torrent that names no tracker: it gets one where nobody answers.
    private static byte[] WithTracker(TorrentFile torrent) =>
        torrent.Bytes.Span.StartsWith("d8:announce"u8)
            ? torrent.Bytes.ToArray()
            : [.. "d8:announce27:http://127.0.0.1:9/announce"u8, .. torrent.Bytes.Span[1..]];

    private async Task<bool> IsYesAsync(string question, TorrentFile torrent, CancellationToken cancellationToken)
    {
        try
        {
            string answer = await _control.CallAsync(question, [torrent.InfoHash], cancellationToken);
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
