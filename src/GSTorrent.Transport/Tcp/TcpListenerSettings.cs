using System.Net;

namespace GSTorrent.Transport.Tcp;

/// <summary>Where peers may connect to us.</summary>
public sealed record TcpListenerSettings
{
    /// <summary>Port, the same for both families; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>IPv4 address to listen at; null: not over IPv4.</summary>
    public IPAddress? AddressV4 { get; init; } = IPAddress.Any;

    /// <summary>IPv6 address to listen at; null: not over IPv6.</summary>
    public IPAddress? AddressV6 { get; init; } = IPAddress.IPv6Any;

    /// <summary>Connections that the system keeps until we take them.</summary>
    public int Backlog { get; init; } = 256;

    /// <summary>Most handshakes at a time; one more ends the oldest, which an honest peer has long finished.</summary>
    public int MaxHandshakes { get; init; } = 128;

    /// <summary>Longest time for one handshake.</summary>
    public int HandshakeTimeoutMs { get; init; } = 10_000;

    /// <summary>Pause after the system ran out of descriptors.</summary>
    public int ShortagePauseMs { get; init; } = 500;
}
