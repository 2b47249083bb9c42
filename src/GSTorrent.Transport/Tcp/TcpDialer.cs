using System.Net;
using System.Net.Sockets;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>Connects to peers. Holds nothing; may be shared.</summary>
/// <param name="settings">Timeout and local addresses.</param>
/// <param name="time">The clock of the timeout.</param>
public sealed class TcpDialer(TcpDialerSettings settings, TimeProvider time)
{
    /// <summary>
    /// Connects. A failure is a value: <see cref="DisconnectReason.ConnectTimeout"/>,
    /// <see cref="DisconnectReason.ConnectFailed"/> or, if cancelled, <see cref="DisconnectReason.Shutdown"/>.
    /// </summary>
    public async ValueTask<DialResult> DialAsync(IPEndPoint remote, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(remote);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(settings.ConnectTimeoutMs), time);
        using CancellationTokenRegistration link =
            cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        Socket? socket = null;
        try
        {
            IPEndPoint target = Unmapped(remote);
            socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            bool isV6 = target.AddressFamily == AddressFamily.InterNetworkV6;
            IPAddress? local = isV6 ? settings.LocalV6 : settings.LocalV4;
            if (local is not null) socket.Bind(new IPEndPoint(local, 0));
            await socket.ConnectAsync(target, timeout.Token);
            if (PeerSocket.TryConfigure(socket)) return new DialResult(socket, DisconnectReason.None, null);
            socket.Dispose();
            return new DialResult(null, DisconnectReason.ConnectFailed, $"{remote} closed at once");
        }
        catch (OperationCanceledException)
        {
            socket?.Dispose();
            return cancellation.IsCancellationRequested
                ? new DialResult(null, DisconnectReason.Shutdown, "connecting was cancelled")
                : new DialResult(null, DisconnectReason.ConnectTimeout, $"no answer in {settings.ConnectTimeoutMs} ms");
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            DisconnectReason reason = failure.SocketErrorCode == SocketError.TimedOut
                ? DisconnectReason.ConnectTimeout
                : DisconnectReason.ConnectFailed;
            return new DialResult(null, reason, $"connecting to {remote}: {failure.Message}");
        }
    }

    private static IPEndPoint Unmapped(IPEndPoint remote) =>
        remote.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(remote.Address.MapToIPv4(), remote.Port) : remote;
}
