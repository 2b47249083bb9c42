using System.Net;
using GSTorrent.Application;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GSTorrent.Server.Control;

/// <summary>What one client may ask of the control server, and where it listens in which way.</summary>
internal static class KestrelLimits
{
    public static void Apply(
        KestrelServerOptions kestrel, IReadOnlyList<ControlAddress> addresses, ControlSettings settings)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = 32 << 20;
        // So much may wait for a client: a long list passes in few steps, and slow clients hold little.
        limits.MaxResponseBufferSize = 256 << 10;
        limits.MaxRequestHeadersTotalSize = 32 << 10;
        limits.MaxRequestLineSize = 16 << 10;
        limits.MaxConcurrentConnections = 2_000;

        // Kestrel looks once a second: a half request is gone within 15 seconds.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(13);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        foreach (ControlAddress address in addresses) Listen(kestrel, address, settings);
    }

    private static void Listen(KestrelServerOptions kestrel, ControlAddress address, ControlSettings settings)
    {
        if (address.EndPoint is not IPEndPoint ip) kestrel.ListenUnixSocket(address.EndPoint.ToString()!);
        else if (settings.Certificate is { } shown)
            kestrel.Listen(ip, listen => TlsOrPlain.Use(listen, shown, settings.Clock));
        else if (address.IsLocal) kestrel.Listen(ip, listen => listen.Protocols = HttpProtocols.Http1);
        else throw new InvalidOperationException($"{address.Url} needs a certificate.");
    }
}
