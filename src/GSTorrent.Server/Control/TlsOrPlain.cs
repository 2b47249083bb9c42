using System.Net;
using GSTorrent.Server.Control.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GSTorrent.Server.Control;

/// <summary>A feature of connections that came from another machine without TLS.</summary>
internal sealed class PlainFromElsewhere
{
    public static PlainFromElsewhere Mark { get; } = new();
}

/// <summary>
/// Lets one port speak TLS and plain HTTP. The first byte decides: 0x16 begins a TLS handshake (RFC 8446 section 5.1)
/// and no HTTP request.
/// </summary>
internal sealed class TlsOrPlain(ConnectionDelegate tls, Func<ConnectionDelegate> plain, TimeProvider clock)
{
    private const byte Handshake = 0x16;

    public static void Use(ListenOptions listen, ServerCertificate certificate, TimeProvider clock)
    {
        // Each step of the pipeline wraps those that are added after it, and is made after them.
        ConnectionDelegate? http = null;
        listen.Use(next => new TlsOrPlain(next, () => http!, clock).ServeAsync);
        listen.UseHttps(certificate.ToHandshake());
        listen.Use(next => async connection =>
        {
            if (await FirstByte.PeekAsync(connection, clock) is not null) await next(connection);
        });
        listen.Use(next => http = next);
    }

    /// <summary>Can nobody but this machine read what goes over the connection?</summary>
    public static bool IsLocal(EndPoint? local, EndPoint? remote) =>
        local is not IPEndPoint || (IsLoopback(local) && IsLoopback(remote));

    private async Task ServeAsync(ConnectionContext connection)
    {
        if (await FirstByte.PeekAsync(connection, clock) is not { } first) return;
        if (first == Handshake)
        {
            await ServeByTlsAsync(connection);
            return;
        }

        if (!IsLocal(connection.LocalEndPoint, connection.RemoteEndPoint))
            connection.Features.Set(PlainFromElsewhere.Mark);
        await plain()(connection);
    }

    private async Task ServeByTlsAsync(ConnectionContext connection)
    {
        try
        {
            await tls(connection);
        }
        catch (NotSupportedException)
        {
            // The beginning of a handshake that cannot be read: nobody was asked for a certificate, so there is none,
            // and that is how the TLS library says so. HTTP lets no exception out.
        }
    }

    private static bool IsLoopback(EndPoint? point) => point is IPEndPoint { Address: var address }
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
