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

    private readonly TemporaryFolder home = new();
    private readonly HttpClient http = new();
    private readonly string port;
    private ExternalProcess? process;

    /// <summary>A tracker that is not started yet; its URLs are fixed already.</summary>
    public OpentrackerProcess()
    {
        EndPoint = PeerAddresses.Next();
        port = EndPoint.Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Announce URL over HTTP.</summary>
    public string HttpUrl => $"http://{EndPoint.Address}:{port}/announce";

    /// <summary>Announce URL over UDP.</summary>
    public string UdpUrl => $"udp://{EndPoint.Address}:{port}/announce";

    /// <summary>Starts it for the given info-hashes (hex) and waits until it answers.</summary>
    public async Task StartAsync(IEnumerable<string> infoHashes, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(Path.Combine(home.Path, "whitelist"), infoHashes, cancellationToken);
        string settings = Path.Combine(home.Path, "opentracker.conf");
        string[] lines =
        [
            $"listen.tcp_udp {EndPoint.Address}:{port}",
            $"access.whitelist {Path.Combine(home.Path, "whitelist")}",
            $"tracker.rootdir {home.Path}",
            $"tracker.user {Environment.UserName}",
        ];
        await File.WriteAllLinesAsync(settings, lines, cancellationToken);
        process = ExternalProcess.Start(Program, ["-f", settings], home.Path);
        await Poll.UntilAsync(IsUpAsync, $"opentracker answers\n{process.Output}", 10_000, cancellationToken);
    }

    /// <summary>How many peers the tracker knows for a torrent: seeders plus leechers.</summary>
    public async Task<int> CountPeersAsync(string infoHash, CancellationToken cancellationToken)
    {
        byte[] hash = Convert.FromHexString(infoHash);
        string escaped = string.Concat(hash.Select(b => $"%{b.ToString("x2", CultureInfo.InvariantCulture)}"));
        var uri = new Uri($"http://{EndPoint.Address}:{port}/scrape?info_hash={escaped}");
        byte[] answer = await http.GetByteArrayAsync(uri, cancellationToken);
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
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        http.Dispose();
        home.Dispose();
    }

    private Task<bool> IsUpAsync(CancellationToken cancellationToken) =>
        process!.HasExited
            ? throw new InvalidOperationException($"opentracker ended with {process.ExitCode}:\n{process.Output}")
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
