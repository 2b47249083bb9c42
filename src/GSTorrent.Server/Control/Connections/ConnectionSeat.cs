using Microsoft.AspNetCore.Connections;

namespace GSTorrent.Server.Control.Connections;

/// <summary>
/// The place that an open connection takes until it has been served or the other end is gone, whichever comes first:
/// Kestrel can lose one whose client resets HTTP/2 streams in masses, and its task never ends.
/// </summary>
internal sealed class ConnectionSeat : IDisposable
{
    private readonly ConnectionCounts _counts;
    private readonly ConnectionOrigin _origin;
    private readonly CancellationTokenRegistration _closed;
    private int _isLeft;

    public ConnectionSeat(ConnectionCounts counts, ConnectionOrigin origin, ConnectionContext connection)
    {
        (_counts, _origin) = (counts, origin);
        _closed = connection.ConnectionClosed.UnsafeRegister(static seat => ((ConnectionSeat)seat!).Leave(), this);
    }

    public void Dispose()
    {
        _closed.Dispose();
        Leave();
    }

    private void Leave()
    {
        if (Interlocked.Exchange(ref _isLeft, 1) == 0) _counts.Leave(_origin);
    }
}
