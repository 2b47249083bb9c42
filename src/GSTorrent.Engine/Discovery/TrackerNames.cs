using System.Net;
using System.Net.Sockets;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Where the name of a tracker leads, by address family (BEP 7).</summary>
internal sealed class TrackerNames(NameResolver resolve)
{
    private const int MaxAddressesPerFamily = 2;

    /// <summary>One group a family, IPv4 first; none is empty. A literal address is its own only group.</summary>
    /// <returns>Groups, or why there are none; cancellation throws.</returns>
    public async Task<(IPAddress[][] Families, TrackerError? Error)> FindAsync(
        string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal)) return ([[literal]], null);
        try
        {
            IPAddress[] all = await resolve(host, cancellation);
            IPAddress[][] families =
            [
                .. all.GroupBy(address => address.AddressFamily).OrderBy(family => (int)family.Key)
                    .Select(family => family.Take(MaxAddressesPerFamily).ToArray()),
            ];
            IPAddress[][] reachable = [.. families.Where(family => HasRoute(family[0]))];
            if (reachable.Length > 0) return (reachable, null);
            // Without any route it is for the connection to say what is wrong.
            return families.Length > 0 ? (families[..1], null) : ([], NoAddress);
        }
        catch (SocketException failure)
        {
            return ([], failure.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData
                ? NoAddress
                : new TrackerError($"cannot look up the tracker's name: {failure.Message}"));
        }
    }

    private static TrackerError NoAddress { get; } = new("the tracker's name has no address");

    // Connecting a datagram socket sends nothing: it asks the routing table.
    private static bool HasRoute(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(address, 9));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
