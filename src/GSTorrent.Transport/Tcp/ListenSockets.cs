using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Transport.Tcp;

/// <summary>Opens the listening sockets: one a family, all at the same port.</summary>
internal static class ListenSockets
{
    private const int AttemptsForFreePort = 20;

    /// <summary>Opens them; a family that the host does not have is left out.</summary>
    /// <returns>The sockets, at least one; or none and what failed.</returns>
    public static IReadOnlyList<Socket> Open(TcpListenerSettings settings, out string? error)
    {
        int attempts = settings.Port == 0 ? AttemptsForFreePort : 1;
        var sockets = new List<Socket>(2);
        error = "no address to listen at";
        for (int i = 0; i < attempts; i++)
        {
            error = TryOpen(settings, sockets);
            if (error is null) return sockets;
            foreach (Socket socket in sockets) socket.Dispose();
            sockets.Clear();
        }

        return sockets;
    }

    private static string? TryOpen(TcpListenerSettings settings, List<Socket> sockets)
    {
        int port = settings.Port;
        string? missing = null;
        foreach (IPAddress? address in (ReadOnlySpan<IPAddress?>)[settings.AddressV6, settings.AddressV4])
        {
            if (address is null) continue;
            Socket? socket = null;
            try
            {
                socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                // Each family has its own socket: one for both needs IPv6 and shows IPv4 peers in disguise.
                if (address.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = false;
                socket.Bind(new IPEndPoint(address, port));
                socket.Listen(settings.Backlog);
                port = ((IPEndPoint)socket.LocalEndPoint!).Port;
                sockets.Add(socket);
            }
            catch (SocketException failure)
            {
                socket?.Dispose();
                missing = $"listening at {new IPEndPoint(address, port)}: {failure.Message}";
                if (!SocketFailures.IsFamilyMissing(failure.SocketErrorCode)) return missing;
            }
        }

        return sockets.Count > 0 ? null : missing ?? "no address to listen at";
    }
}
