using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// Accepts peers over IPv4 and IPv6 at one port and hands each socket to a handler, which shakes hands. The number of
/// handshakes at a time and their time are limited.
/// </summary>
public sealed class TcpPeerListener : IAsyncDisposable
{
    private readonly IReadOnlyList<Socket> _sockets;
    private readonly HandshakeQueue _handshakes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _loops;

    private TcpPeerListener(
        IReadOnlyList<Socket> sockets, TcpListenerSettings settings, IncomingHandler handler, TimeProvider time)
    {
        _sockets = sockets;
        LocalEndPoints = [.. sockets.Select(socket => (IPEndPoint)socket.LocalEndPoint!)];
        _handshakes = new HandshakeQueue(settings, handler, time);
        _loops = new Task[sockets.Count];
        for (int i = 0; i < _loops.Length; i++)
        {
            var loop = new AcceptLoop(sockets[i].AcceptAsync, Accepted, settings.ShortagePauseMs, time);
            _loops[i] = loop.RunAsync(_stop.Token);
        }
    }

    /// <summary>Where it listens: one end point a family, at the same port.</summary>
    public IReadOnlyList<IPEndPoint> LocalEndPoints { get; }

    /// <summary>The port of all end points.</summary>
    public int Port => LocalEndPoints[0].Port;

    /// <summary>Handshakes under way.</summary>
    public int HandshakeCount => _handshakes.Count;

    /// <summary>Begins to listen; a family that the host does not have is left out.</summary>
    /// <param name="settings">Where, and the limits.</param>
    /// <param name="handler">Called for every connection.</param>
    /// <param name="time">The clock of pauses and handshakes.</param>
    /// <param name="error">If it failed: what and where.</param>
    /// <returns>The listener; null if it failed.</returns>
    public static TcpPeerListener? TryStart(
        TcpListenerSettings settings, IncomingHandler handler, TimeProvider time, out string? error)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(handler);
        IReadOnlyList<Socket> sockets = ListenSockets.Open(settings, out error);
        return sockets.Count == 0 ? null : new TcpPeerListener(sockets, settings, handler, time);
    }

    /// <summary>Stops accepting and cancels the handshakes under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (Socket socket in _sockets) socket.Dispose();
        await Task.WhenAll(_loops);
        _handshakes.Close();
        _stop.Dispose();
    }

    private void Accepted(Socket socket)
    {
        if (PeerSocket.TryConfigure(socket)) _ = _handshakes.RunAsync(socket);
        else socket.Dispose();
    }
}
