using System.Net.Sockets;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// The handshakes under way, oldest first. At most so many; one more cancels the oldest, so that peers that connect and
/// stay silent cannot keep honest ones out. Thread-safe.
/// </summary>
internal sealed class HandshakeQueue(TcpListenerSettings settings, IncomingHandler handler, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<CancellationTokenSource> _running = new();
    private bool _isClosed;

    /// <summary>Handshakes under way.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _running.Count;
        }
    }

    /// <summary>Starts the handler for a socket, which is the handler's from here on.</summary>
    public async Task RunAsync(Socket socket)
    {
        var timeout = TimeSpan.FromMilliseconds(settings.HandshakeTimeoutMs);
        using var cancellation = new CancellationTokenSource(timeout, time);
        LinkedListNode<CancellationTokenSource>? place = Enter(cancellation);
        if (place is null)
        {
            socket.Dispose();
            return;
        }

        try
        {
            await handler(socket, cancellation.Token);
        }
        finally
        {
            Leave(place);
        }
    }

    /// <summary>Cancels all and refuses new ones.</summary>
    public void Close()
    {
        CancellationTokenSource[] all;
        lock (_lock)
        {
            _isClosed = true;
            all = [.. _running];
        }

        foreach (CancellationTokenSource one in all) Cancel(one);
    }

    // A handshake may end at the same moment; its source is disposed then and there is nothing left to cancel.
    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private LinkedListNode<CancellationTokenSource>? Enter(CancellationTokenSource cancellation)
    {
        LinkedListNode<CancellationTokenSource> place;
        CancellationTokenSource? oldest = null;
        lock (_lock)
        {
            if (_isClosed) return null;
            if (_running.Count >= settings.MaxHandshakes)
            {
                oldest = _running.First!.Value;
                _running.RemoveFirst();
            }

            place = _running.AddLast(cancellation);
        }

        if (oldest is not null) Cancel(oldest);
        return place;
    }

    private void Leave(LinkedListNode<CancellationTokenSource> place)
    {
        lock (_lock)
        {
            if (place.List is not null) _running.Remove(place);
        }
    }
}
