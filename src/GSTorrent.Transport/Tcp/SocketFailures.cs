using System.Net.Sockets;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>What a failed socket call means for a peer.</summary>
internal static class SocketFailures
{
    /// <summary>The reason for a failure of a connected socket.</summary>
    public static DisconnectReason ReasonOf(SocketError error) => error switch
    {
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown
            or SocketError.Disconnecting => DisconnectReason.RemoteClosed,
        _ => DisconnectReason.TransportError,
    };

    /// <summary>Can the host not use this address family at all?</summary>
    public static bool IsFamilyMissing(SocketError error) =>
        error is SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported
            or SocketError.ProtocolNotSupported or SocketError.AddressNotAvailable or SocketError.OperationNotSupported;
}
