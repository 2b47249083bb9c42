using System.Net;
using GSTorrent.Application.Access;

namespace GSTorrent.Server.Control.Connections;

/// <summary>Who has opened a connection.</summary>
/// <param name="Room">Whose room it takes.</param>
/// <param name="Network">The key of its address: an IPv4 address or 64 bits of an IPv6 one.</param>
/// <param name="Site">Whom the address belongs to, as far as it tells: 48 bits of an IPv6 one.</param>
/// <param name="Who">For people.</param>
internal readonly record struct ConnectionOrigin(ConnectionRoom Room, string Network, string Site, string Who)
{
    private static readonly ConnectionOrigin Socket = new(ConnectionRoom.Socket, "", "", "a unix socket");
    private static readonly ConnectionOrigin Unknown = new(ConnectionRoom.Elsewhere, "", "", "an unknown address");

    /// <param name="local">This end.</param>
    /// <param name="remote">The other end.</param>
    /// <param name="proxies">Keys of reverse proxies that the operator has named.</param>
    public static ConnectionOrigin Of(EndPoint? local, EndPoint? remote, IReadOnlySet<string> proxies)
    {
        if (local is not IPEndPoint) return Socket;
        if (remote is not IPEndPoint { Address: var address }) return Unknown;
        string network = CallerPlace.KeyOf(address);
        ConnectionRoom room = CallerPlace.IsHere(address) ? ConnectionRoom.Here
            : proxies.Contains(CallerPlace.Describe(address)) ? ConnectionRoom.Proxy
            : ConnectionRoom.Elsewhere;
        return new ConnectionOrigin(
            room, network, CallerPlace.SiteOf(address), CallerPlace.DescribeNetwork(address));
    }
}
