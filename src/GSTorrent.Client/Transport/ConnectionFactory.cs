using System.Net.Security;
using System.Net.Sockets;

namespace GSTorrent.Client.Transport;

/// <summary>
/// Makes the handler that connects to one server: over TCP, TLS with a pinned certificate, or a unix socket.
/// </summary>
internal static class ConnectionFactory
{
    public static SocketsHttpHandler Create(ClientSettings settings, CertificatePin pin)
    {
#pragma warning disable RS0030 // The one host that this asks is the one that the user named.
        var handler = new SocketsHttpHandler
#pragma warning restore RS0030
        {
            ConnectTimeout = settings.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            // A redirect could carry the token to somebody else, and a proxy has no business with a control port.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
        };
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => pin.Accepts(certificate, errors),
        };
        if (settings.Address.SocketPath is { } path)
            handler.ConnectCallback = (_, cancellation) => ConnectSocketAsync(path, cancellation);
        return handler;
    }

    private static async ValueTask<Stream> ConnectSocketAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
