using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Engine;

/// <summary>Addresses of peers.</summary>
internal static class PeerAddress
{
    /// <summary>IPv4 as IPv4, also where a socket for both families shows it in disguise.</summary>
    public static IPEndPoint Plain(IPEndPoint address) => address.Address.IsIPv4MappedToIPv6
        ? new IPEndPoint(address.Address.MapToIPv4(), address.Port)
        : address;

    /// <summary>Can one peer be there? Not at port 0, nowhere, or in many places.</summary>
    public static bool IsPossible(IPEndPoint address)
    {
        IPAddress host = address.Address;
        if (address.Port == 0 || host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any)) return false;
        // 224.0.0.0 and above: multicast, reserved, broadcast.
        return host.AddressFamily == AddressFamily.InterNetworkV6
            ? !host.IsIPv6Multicast
            : host.GetAddressBytes()[0] < 224;
    }
}
