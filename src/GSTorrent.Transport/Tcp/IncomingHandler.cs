using System.Net.Sockets;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// Takes over a socket that a peer opened, which the handler disposes or hands on. The task ends with the handshake.
/// </summary>
/// <param name="socket">Connected, nothing read yet.</param>
/// <param name="cancellation">Fires when the handshake takes too long, too many wait, or the listener stops.</param>
public delegate Task IncomingHandler(Socket socket, CancellationToken cancellation);
