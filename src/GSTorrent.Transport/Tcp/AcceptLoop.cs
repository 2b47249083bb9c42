using System.Net.Sockets;

namespace GSTorrent.Transport.Tcp;

/// <summary>Accepts from one socket until cancelled. When descriptors run out it pauses; no error ends it.</summary>
/// <param name="accept">Accepts the next connection.</param>
/// <param name="accepted">Takes the connection over, without waiting.</param>
/// <param name="pauseMs">Pause after a shortage.</param>
/// <param name="time">The clock of the pause.</param>
internal sealed class AcceptLoop(
    Func<CancellationToken, ValueTask<Socket>> accept, Action<Socket> accepted, int pauseMs, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                Socket socket = await accept(cancellation);
                accepted(socket);
            }
            catch (SocketException failure)
            {
                // A reset is of the connection that was to be accepted. All else may last, as no descriptors do.
                SocketError error = failure.SocketErrorCode;
                bool isPassing = error is SocketError.ConnectionReset or SocketError.ConnectionAborted;
                if (!isPassing && !await PauseAsync(cancellation)) return;
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async ValueTask<bool> PauseAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pauseMs), time, cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
