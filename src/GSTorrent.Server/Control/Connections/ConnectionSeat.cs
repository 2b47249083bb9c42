using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Control.Connections;

/// <summary>
/// The place that an open connection takes until it has been served or the other end is gone, whichever comes first:
/// Kestrel can lose one whose client resets HTTP/2 streams in masses, and its task never ends. It is a feature of the
/// connection, so that its requests find it.
/// </summary>
internal sealed class ConnectionSeat(ConnectionOrigin origin, ConnectionContext connection) : IDisposable
{
    private CancellationTokenRegistration _closed;
    private Action<ConnectionSeat>? _leave;
    private int _requests;

    /// <summary>Who has opened the connection.</summary>
    public ConnectionOrigin Origin { get; } = origin;

    /// <summary>Is a request being answered?</summary>
    public bool IsBusy => Volatile.Read(ref _requests) > 0;

    /// <summary>A step of each request: while one goes on, the connection is not idle.</summary>
    public static async Task FollowAsync(HttpContext context, RequestDelegate next)
    {
        ConnectionSeat? seat = context.Features.Get<ConnectionSeat>();
        if (seat is not null) Interlocked.Increment(ref seat._requests);
        try
        {
            await next(context);
        }
        finally
        {
            if (seat is not null) Interlocked.Decrement(ref seat._requests);
        }
    }

    /// <summary>It is taken from here on.</summary>
    /// <param name="leave">Called once.</param>
    public void Take(Action<ConnectionSeat> leave)
    {
        _leave = leave;
        connection.Features.Set(this);
        _closed = connection.ConnectionClosed.UnsafeRegister(static seat => ((ConnectionSeat)seat!).Leave(), this);
    }

    /// <summary>Somebody else gets the place. A reset: nothing of the connection stays with the kernel.</summary>
    public void CutOff() => connection.Abort(new ConnectionAbortedException("Too many connections."));

    public void Dispose()
    {
        _closed.Dispose();
        Leave();
    }

    private void Leave() => Interlocked.Exchange(ref _leave, null)?.Invoke(this);
}
