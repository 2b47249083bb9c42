using System.Net;
using GSTorrent.Application;
using GSTorrent.Server.Control.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GSTorrent.Server.Control;

/// <summary>What one client may ask of the control server, and where it listens in which way.</summary>
internal static class KestrelLimits
{
    public static void Apply(
        KestrelServerOptions kestrel,
        IReadOnlyList<ControlAddress> addresses,
        ControlSettings settings,
        ConnectionGate gate)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = 32 << 20;
        // So much may wait for a client: a long list passes in few steps, and slow clients hold little.
        limits.MaxResponseBufferSize = 256 << 10;
        limits.MaxRequestHeadersTotalSize = 32 << 10;
        limits.MaxRequestLineSize = 16 << 10;

        // The gate counts them: one number for all would let one client take it up, and each refusal would be logged.
        limits.MaxConcurrentConnections = null;

        // Kestrel looks once a second: a half request is gone within 15 seconds.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(13);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        foreach (ControlAddress address in addresses) Listen(kestrel, address, settings, gate);
    }

    private static void Listen(
        KestrelServerOptions kestrel, ControlAddress address, ControlSettings settings, ConnectionGate gate)
    {
        if (address.EndPoint is not IPEndPoint ip)
        {
            kestrel.ListenUnixSocket(address.EndPoint.ToString()!, gate.Use);
            return;
        }

        if (settings.Certificate is null && !address.IsLocal)
            throw new InvalidOperationException($"{address.Url} needs a certificate.");
        kestrel.Listen(ip, listen =>
        {
            gate.Use(listen);
            if (settings.Certificate is { } shown) TlsOrPlain.Use(listen, shown, settings.Clock);
            else listen.Protocols = HttpProtocols.Http1;
        });
    }
}
