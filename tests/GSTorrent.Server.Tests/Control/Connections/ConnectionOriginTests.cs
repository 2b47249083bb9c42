using System.Net;
using System.Net.Sockets;
using GSTorrent.Server.Control.Connections;

namespace GSTorrent.Server.Tests.Control.Connections;

public sealed class ConnectionOriginTests
{
    private static readonly HashSet<string> Proxies = ["192.0.2.80", "2001:db8::80", "127.0.0.1"];

    [Theory]
    [InlineData("127.0.0.1", "Here", "127.0.0.1")]
    [InlineData("127.9.9.9", "Here", "127.9.9.9")]
    [InlineData("::1", "Here", "::/64")]
    [InlineData("::ffff:127.0.0.1", "Here", "127.0.0.1")]
    [InlineData("192.0.2.1", "Elsewhere", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "Elsewhere", "192.0.2.1")]
    [InlineData("192.0.2.80", "Proxy", "192.0.2.80")]
    [InlineData("::ffff:192.0.2.80", "Proxy", "192.0.2.80")]
    [InlineData("2001:db8::80", "Proxy", "2001:db8::/64")]
    [InlineData("2001:db8::81", "Elsewhere", "2001:db8::/64")]
    [InlineData("2001:db8:0:1:2:3:4:5", "Elsewhere", "2001:db8:0:1::/64")]
    public void An_address_tells_room_and_network(string address, string room, string who)
    {
        ConnectionOrigin origin = Of(address);
        Assert.Equal((room, who), (origin.Room.ToString(), origin.Who));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Addresses_of_one_customer_count_together(string one, string other, bool expected) =>
        Assert.Equal(expected, string.Equals(Of(one).Network, Of(other).Network, StringComparison.Ordinal));

    [Theory]
    [InlineData("2001:db8:1::1", "2001:db8:1:ffff::1", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Networks_of_one_site_are_known(string one, string other, bool expected) =>
        Assert.Equal(expected, string.Equals(Of(one).Site, Of(other).Site, StringComparison.Ordinal));

    [Fact]
    public void A_unix_socket_has_its_own_room_and_the_unknown_is_elsewhere()
    {
        var socket = ConnectionOrigin.Of(new UnixDomainSocketEndPoint("/run/x"), null, Proxies);
        Assert.Equal(ConnectionRoom.Socket, socket.Room);
        var unknown = ConnectionOrigin.Of(new IPEndPoint(IPAddress.Loopback, 1), null, Proxies);
        Assert.Equal(ConnectionRoom.Elsewhere, unknown.Room);
    }

    private static ConnectionOrigin Of(string address) => ConnectionOrigin.Of(
        new IPEndPoint(IPAddress.Any, 1), new IPEndPoint(IPAddress.Parse(address), 2), Proxies);
}
