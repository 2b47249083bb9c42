using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Peers.Running;

/// <summary>
/// Gives every program its own loopback address (127.x.y.z) and a port that is free there.
/// Transmission 3.00 keeps one connection per address, whatever the port: on 127.0.0.1 it would serve one peer alone.
/// </summary>
public static class PeerAddresses
{
    private static int _lastHost = 1;

    /// <summary>An address no other program of this process has, with a port free for TCP and UDP.</summary>
    public static IPEndPoint Next()
    {
        int host = Interlocked.Increment(ref _lastHost);
        int block = 1 + (Environment.ProcessId % 60_000);
        var address = new IPAddress([127, (byte)(block >> 8), (byte)block, (byte)(2 + (host % 250))]);
        return new IPEndPoint(address, FreePort(address));
    }

    /// <summary>A port that is free for TCP and UDP on the address at this moment.</summary>
    public static int FreePort(IPAddress address)
    {
        while (true)
        {
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(address, 0));
            var endPoint = (IPEndPoint)tcp.LocalEndPoint!;
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                udp.Bind(endPoint);
                return endPoint.Port;
            }
            catch (SocketException)
            {
                // Taken for UDP: ask for another one.
            }
        }
    }

    /// <summary>Whether something accepts TCP connections there.</summary>
    public static async Task<bool> AcceptsAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
