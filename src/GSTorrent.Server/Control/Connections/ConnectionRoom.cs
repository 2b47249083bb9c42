namespace GSTorrent.Server.Control.Connections;

/// <summary>Where connections come from. Each has room of its own, which the others cannot use up.</summary>
internal enum ConnectionRoom
{
    /// <summary>A unix socket: its owner only.</summary>
    Socket,

    /// <summary>This machine, and with it whoever comes through a reverse proxy or a tunnel here.</summary>
    Here,

    /// <summary>Reverse proxies elsewhere that the operator has named.</summary>
    Proxy,

    /// <summary>All other machines.</summary>
    Elsewhere,
}
