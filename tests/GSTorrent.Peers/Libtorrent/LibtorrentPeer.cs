using System.Globalization;
using System.Net;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Libtorrent;

/// <summary>
/// libtorrent 2.0 through its Python binding and a script of ours: the peer with the fewest habits of its own.
/// </summary>
public sealed class LibtorrentPeer : RealPeer
{
    /// <summary>The system's Python: others on the PATH do not see the Debian package.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>A file that the Debian package brings.</summary>
    public const string Package = "python3-libtorrent";

    private volatile bool _complete;
    private volatile bool _ready;

    /// <inheritdoc/>
    public override string Name => "libtorrent";

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string script = Path.Combine(Home.Path, "libtorrent_peer.py");
        await using (Stream source = typeof(LibtorrentPeer).Assembly.GetManifestResourceStream("libtorrent_peer.py")!)
        await using (FileStream file = File.Create(script))
        {
            await source.CopyToAsync(file, cancellationToken);
        }

        string port = EndPoint.Port.ToString(CultureInfo.InvariantCulture);
        string[] arguments = [script, EndPoint.Address.ToString(), port];
        Process = ExternalProcess.Start(Python, arguments, Home.Path, OnLine);
        await WaitReadyAsync(
            _ => _ready ? Task.CompletedTask : throw new IOException("not ready"), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task AddAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(torrent);
        return SendAsync($"add {torrent.Path}\t{folder}", cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<bool> IsCompleteAsync(TorrentFile torrent, CancellationToken cancellationToken) =>
        Task.FromResult(_complete);

    /// <inheritdoc/>
    public override async Task<bool> TryDialAsync(
        TorrentFile torrent, IPEndPoint peer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(peer);
        string port = peer.Port.ToString(CultureInfo.InvariantCulture);
        await SendAsync($"dial {peer.Address}\t{port}", cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public override Task RecheckAsync(TorrentFile torrent, CancellationToken cancellationToken)
    {
        _complete = false;
        return SendAsync("recheck", cancellationToken);
    }

    private async Task SendAsync(string line, CancellationToken cancellationToken)
    {
        await Process.Input.WriteLineAsync(line.AsMemory(), cancellationToken);
        await Process.Input.FlushAsync(cancellationToken);
    }

    private void OnLine(string line)
    {
        _ready |= string.Equals(line, "ready", StringComparison.Ordinal);
        _complete |= string.Equals(line, "complete", StringComparison.Ordinal);
    }
}
