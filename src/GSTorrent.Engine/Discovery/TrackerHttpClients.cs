using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>
/// HTTP clients that differ in whom they connect to: over one address family or any, to all addresses or to public ones
/// alone. Each has connections of its own, so that none is used for what another forbids.
/// </summary>
internal sealed class TrackerHttpClients(NameResolver resolve, Func<IPAddress, bool> isPublic) : IDisposable
{
    /// <summary>So that one slow tracker with many torrents takes no more sockets than this.</summary>
    private const int MaxConnectionsPerTracker = 16;
    private const int MaxAddresses = 4;

    private readonly ConcurrentDictionary<(AddressFamily Family, bool IsGuarded), Lazy<HttpClient>> _clients = new();

    /// <param name="family"><see cref="AddressFamily.Unspecified"/> for any.</param>
    /// <param name="isGuarded">
    /// Only to public addresses? Else a tracker could make us ask machines behind our own firewall.
    /// </param>
    public HttpClient Get(AddressFamily family, bool isGuarded) => _clients.GetOrAdd(
        (family, isGuarded), kind => new Lazy<HttpClient>(() => NewClient(kind.Family, kind.IsGuarded))).Value;

    public void Dispose()
    {
        foreach (Lazy<HttpClient> client in _clients.Values) client.Value.Dispose();
    }

    private HttpClient NewClient(AddressFamily family, bool isGuarded)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = MaxConnectionsPerTracker,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectTimeout = TimeSpan.FromSeconds(20),
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = (context, cancellation) =>
                ConnectAsync(context.DnsEndPoint, family, isGuarded, cancellation),
        };
        var client = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = HttpTrackerCodec.MaxBodyLength,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(ClientIdentity.Name.Replace(' ', '/'));
        return client;
    }

    // Here the addresses are those that are connected to: a name that changes its mind between a check and the
    // connection gains nothing.
    private async ValueTask<Stream> ConnectAsync(
        DnsEndPoint host, AddressFamily family, bool isGuarded, CancellationToken cancellation)
    {
        string name = host.Host.Trim('[', ']');
        IPAddress[] all = IPAddress.TryParse(name, out IPAddress? literal)
            ? [literal]
            : await resolve(name, cancellation);
        IPAddress[] usable =
        [
            .. all.Where(address => family == AddressFamily.Unspecified || address.AddressFamily == family)
                .Take(MaxAddresses),
        ];
        if (isGuarded && usable.Any(address => !isPublic(address))) throw new PrivateRedirectException();
        Exception failure = new SocketException((int)SocketError.HostNotFound);
        foreach (IPAddress address in usable)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, host.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception)
            {
                socket.Dispose();
                if (exception is not SocketException) throw;
                failure = exception;
            }
        }

        throw failure;
    }
}
