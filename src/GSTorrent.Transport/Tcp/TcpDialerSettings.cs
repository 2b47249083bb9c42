using System.Net;

namespace GSTorrent.Transport.Tcp;

/// <summary>How peers are dialled.</summary>
public sealed record TcpDialerSettings
{
    /// <summary>Longest time for a connection to be made.</summary>
    public int ConnectTimeoutMs { get; init; } = 10_000;

    /// <summary>Local IPv4 address to connect from; null lets the system choose.</summary>
    public IPAddress? LocalV4 { get; init; }

    /// <summary>Local IPv6 address to connect from; null lets the system choose.</summary>
    public IPAddress? LocalV6 { get; init; }
}
