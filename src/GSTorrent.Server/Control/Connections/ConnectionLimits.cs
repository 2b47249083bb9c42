namespace GSTorrent.Server.Control.Connections;

/// <summary>How many connections are open at the same time.</summary>
internal sealed record ConnectionLimits
{
    /// <summary>Of one address elsewhere. A hundred clients that follow the events behind one are no attack.</summary>
    public int OfAddress { get; init; } = 256;

    /// <summary>Of all other machines.</summary>
    public int Elsewhere { get; init; } = 1_000;

    /// <summary>Of named proxies; one of them may need all of it.</summary>
    public int Proxies { get; init; } = 1_000;

    /// <summary>Of this machine, where a proxy may speak for everybody.</summary>
    public int Here { get; init; } = 1_000;

    /// <summary>By unix sockets.</summary>
    public int Sockets { get; init; } = 100;

    public int Of(ConnectionRoom room) => room switch
    {
        ConnectionRoom.Socket => Sockets,
        ConnectionRoom.Here => Here,
        ConnectionRoom.Proxy => Proxies,
        _ => Elsewhere,
    };
}
