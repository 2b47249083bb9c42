using System.Net;
using System.Net.Sockets;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>Connects to a peer and shakes hands. Whatever goes wrong is an answer.</summary>
internal sealed class PeerDialer(TimeProvider time)
{
    private const int HandshakeTimeoutMs = 10_000;

    private readonly TcpDialer _dialer = new(new TcpDialerSettings(), time);
    private readonly PeerHandshake _handshake = new(HandshakeTimeoutMs, time);

    /// <summary>The socket is null if it failed; the result tells why.</summary>
    public async Task<(Socket? Socket, HandshakeResult Result)> ConnectAsync(
        IPEndPoint address, Handshake ours, CancellationToken cancellation)
    {
        Socket? socket = null;
        try
        {
            DialResult dialed = await _dialer.DialAsync(address, cancellation);
            socket = dialed.Socket;
            if (socket is null) return (null, new HandshakeResult(default, dialed.Reason, dialed.Detail));
            HandshakeResult result = await _handshake.DialAsync(socket, ours, cancellation);
            if (result.IsSuccess) return (socket, result);
            socket.Dispose();
            return (null, result);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The caller counts attempts: each must end, even one that no rule foresees.
            socket?.Dispose();
            return (null, new HandshakeResult(default, DisconnectReason.ConnectFailed, exception.Message));
        }
    }
}
