using System.Globalization;
using System.Net;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Opentracker;

/// <summary>
/// opentracker on loopback, HTTP and UDP on one port. Debian's build serves only info-hashes of a whitelist, which it
/// reads at start (and again at SIGHUP): it has to be given them.
/// </summary>
public sealed class OpentrackerProcess : IAsyncDisposable
{
    /// <summary>Debian package and program.</summary>
    public const string Program = "opentracker";

    private readonly TemporaryFolder _home = new();
    private readonly HttpClient _http = new();
    private readonly string _port;
    private ExternalProcess? _process;

    /// <summary>A tracker that is not started yet; its URLs are fixed already.</summary>
    public OpentrackerProcess()
    {
        EndPoint = PeerAddresses.Next();
        _port = EndPoint.Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Announce URL over HTTP.</summary>
    public string HttpUrl => $"http://{EndPoint.Address}:{_port}/announce";

    /// <summary>Announce URL over UDP.</summary>
    public string UdpUrl => $"udp://{EndPoint.Address}:{_port}/announce";

    /// <summary>Starts it for the given info-hashes (hex) and waits until it answers.</summary>
    public async Task StartAsync(IEnumerable<string> infoHashes, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(Path.Combine(_home.Path, "whitelist"), infoHashes, cancellationToken);
        string settings = Path.Combine(_home.Path, "opentracker.conf");
        string[] lines =
        [
            $"listen.tcp_udp {EndPoint.Address}:{_port}",
            // Relative: as root it locks itself into the folder first.
            "access.whitelist whitelist",
            $"tracker.rootdir {_home.Path}",
            // As root it insists on becoming somebody else; otherwise the line has no effect.
            "tracker.user nobody",
        ];
        await File.WriteAllLinesAsync(settings, lines, cancellationToken);
        _process = ExternalProcess.Start(Program, ["-f", settings], _home.Path);
        await Poll.UntilAsync(IsUpAsync, $"opentracker answers\n{_process.Output}", 10_000, cancellationToken);
    }

    /// <summary>How many peers the tracker knows for a torrent: seeders plus leechers.</summary>
    public async Task<int> CountPeersAsync(string infoHash, CancellationToken cancellationToken)
    {
        byte[] hash = Convert.FromHexString(infoHash);
        string escaped = string.Concat(hash.Select(b => $"%{b.ToString("x2", CultureInfo.InvariantCulture)}"));
        var uri = new Uri($"http://{EndPoint.Address}:{_port}/scrape?info_hash={escaped}");
        byte[] answer = await _http.GetByteArrayAsync(uri, cancellationToken);
        string text = System.Text.Encoding.Latin1.GetString(answer);
        return NumberAfter(text, "8:completei") + NumberAfter(text, "10:incompletei");
    }

    /// <summary>Waits until the tracker knows that many peers of a torrent.</summary>
    public Task WaitForPeersAsync(string infoHash, int count, CancellationToken cancellationToken) =>
        Poll.UntilAsync(
            async token => await CountPeersAsync(infoHash, token) >= count,
            $"{count} peers at the tracker", 30_000, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
        _home.Dispose();
    }

    private Task<bool> IsUpAsync(CancellationToken cancellationToken) =>
        _process!.HasExited
            ? throw new InvalidOperationException($"opentracker ended with {_process.ExitCode}:\n{_process.Output}")
            : PeerAddresses.AcceptsAsync(EndPoint, cancellationToken);

    private static int NumberAfter(string text, string key)
    {
        int at = text.IndexOf(key, StringComparison.Ordinal);
        if (at < 0)
        {
            return 0;
        }

        int start = at + key.Length;
        return int.Parse(text[start..text.IndexOf('e', start)], CultureInfo.InvariantCulture);
    }
}
