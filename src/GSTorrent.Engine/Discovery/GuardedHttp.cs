using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Engine;

/// <summary>
/// The one way out over HTTP to hosts that somebody else names: trackers, web seeds (BEP 19), addresses of torrents,
/// and what any of them redirects to. Whoever names them must not reach the machines of our own networks that way, so
/// each address is looked at when it is connected to, after its name was resolved. The platform's handlers are banned
/// elsewhere (BannedSymbols.txt).
/// </summary>
public static class GuardedHttp
{
    /// <summary>Redirects that are followed for one request.</summary>
    public const int MaxRedirects = 5;

    private const int MaxAddresses = 4;

    /// <summary>A client that follows no redirect by itself and has no time limit of its own.</summary>
    public static HttpClient NewClient(GuardedHttpSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
#pragma warning disable RS0030 // This is the place that all others are to use.
        var handler = new SocketsHttpHandler
#pragma warning restore RS0030
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = settings.MaxConnectionsPerHost,
            MaxResponseHeadersLength = 64,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromSeconds(20),
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, settings, cancellation),
        };
        var client = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = settings.MaxBodyBytes,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(ClientIdentity.Name.Replace(' ', '/'));
        return client;
    }

    /// <summary>
    /// Where an answer sends its reader; null: it is no redirect, or one that is not to be followed, as it leaves http
    /// and https or would repeat in the open what was asked in secret.
    /// </summary>
    public static Uri? RedirectOf(HttpResponseMessage response, Uri asked)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(asked);
        return HttpRedirect.TargetOf(response, asked);
    }

    // The addresses that are looked at are those that are connected to: a name that changes its mind between a check
    // and the connection gains nothing.
    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint host, GuardedHttpSettings settings, CancellationToken cancellation)
    {
        string name = host.Host.Trim('[', ']').ToLowerInvariant();
        IPAddress[] all = IPAddress.TryParse(name, out IPAddress? literal)
            ? [literal]
            : await settings.Resolve(name, cancellation);
        IPAddress[] usable =
        [
            .. all.Where(address => settings.Family is AddressFamily.Unspecified
                || address.AddressFamily == settings.Family).Take(MaxAddresses),
        ];
        if (!settings.MayBePrivate(name) && usable.Any(address => !settings.IsPublic(address)))
            throw new PrivateAddressException(name);
        return await ConnectAsync(usable, host.Port, cancellation);
    }

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        Exception failure = new SocketException((int)SocketError.HostNotFound);
        foreach (IPAddress address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
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
