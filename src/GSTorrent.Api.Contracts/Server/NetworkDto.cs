namespace GSTorrent.Api.Contracts;

/// <summary>How peers reach the server, as far as it knows by itself: nobody outside is asked.</summary>
public sealed record NetworkDto
{
    /// <summary>TCP port for peers; 0 if none could be opened.</summary>
    public int PeerPort { get; init; }

    /// <summary>
    /// Is a peer of another machine connected that came by itself? True proves that the port can be reached; false
    /// proves nothing.
    /// </summary>
    public bool HasIncomingPeers { get; init; }

    /// <summary>When one last came, in this run; absent if none did.</summary>
    public long? LastIncomingUnixMs { get; init; }

    /// <summary>Addresses that others see us at.</summary>
    public IReadOnlyList<string> ExternalAddresses { get; init => field = value ?? []; } = [];

    /// <summary>The network interfaces of the machine that have an address.</summary>
    public IReadOnlyList<NetworkInterfaceDto> Interfaces { get; init => field = value ?? []; } = [];
}

/// <summary>A network interface.</summary>
public sealed record NetworkInterfaceDto
{
    /// <summary>As the system calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Is it up?</summary>
    public bool IsUp { get; init; }

    /// <summary>Its addresses, IPv4 and IPv6.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = value ?? []; } = [];
}
