using System.IO.Pipelines;
using System.Net;
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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(13);

    public static void Use(ListenOptions listen, ServerCertificate certificate, TimeProvider clock)
    {
        // Each step of the pipeline wraps those that are added after it, and is made after them.
        ConnectionDelegate? http = null;
        listen.Use(next => new TlsOrPlain(next, () => http!, clock).ServeAsync);
        listen.UseHttps(certificate.ToHandshake());
        listen.Use(next => http = next);
    }

    /// <summary>Can nobody but this machine read what goes over the connection?</summary>
    public static bool IsLocal(EndPoint? local, EndPoint? remote) =>
        local is not IPEndPoint || (IsLoopback(local) && IsLoopback(remote));

    private async Task ServeAsync(ConnectionContext connection)
    {
        if (await FirstByteAsync(connection) is not { } first) return;
        if (first == Handshake)
        {
            await tls(connection);
            return;
        }

        if (!IsLocal(connection.LocalEndPoint, connection.RemoteEndPoint))
            connection.Features.Set(PlainFromElsewhere.Mark);
        await plain()(connection);
    }

    // Null: nothing comes.
    private async Task<byte?> FirstByteAsync(ConnectionContext connection)
    {
        PipeReader input = connection.Transport.Input;
        using var limit = new CancellationTokenSource(Patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, connection.ConnectionClosed);
        try
        {
            ReadResult read = await input.ReadAsync(end.Token);
            byte? first = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
            input.AdvanceTo(read.Buffer.Start);
            return first;
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // It said nothing for too long, or went away: both are how a connection ends.
            return null;
        }
    }

    private static bool IsLoopback(EndPoint? point) => point is IPEndPoint { Address: var address }
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
