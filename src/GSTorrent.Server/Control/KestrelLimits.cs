using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GSTorrent.Server.Control;

/// <summary>What one client may ask of the control server, and where it listens in which way.</summary>
internal static class KestrelLimits
{
    public static void Apply(
        KestrelServerOptions kestrel, IReadOnlyList<ControlAddress> addresses, ServerCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = 32 << 20;
        limits.MaxRequestHeadersTotalSize = 32 << 10;
        limits.MaxRequestLineSize = 16 << 10;
        limits.MaxConcurrentConnections = 2_000;

        // Kestrel looks once a second: a half request is gone within 15 seconds.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(13);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        foreach (ControlAddress address in addresses) Listen(kestrel, address, certificate);
    }

    private static void Listen(KestrelServerOptions kestrel, ControlAddress address, ServerCertificate? certificate)
    {
        if (address.EndPoint is not IPEndPoint ip)
        {
            kestrel.ListenUnixSocket(address.EndPoint.ToString()!);
            return;
        }

        if (address.IsLocal)
        {
            kestrel.Listen(ip, listen => listen.Protocols = HttpProtocols.Http1);
            return;
        }

        ServerCertificate shown = certificate
            ?? throw new InvalidOperationException($"{address.Url} needs a certificate.");
        kestrel.Listen(ip, listen => listen.UseHttps(shown.ToHandshake()));
    }
}
