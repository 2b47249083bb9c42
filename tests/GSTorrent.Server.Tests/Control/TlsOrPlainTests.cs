using System.Net;
using System.Net.Sockets;
using GSTorrent.Server.Control;

namespace GSTorrent.Server.Tests.Control;

public sealed class TlsOrPlainTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.2", "127.9.9.9", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("::ffff:127.0.0.1", "::ffff:127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.2", "::ffff:127.0.0.1", true)]
    [InlineData("192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.9", false)]
    [InlineData("127.0.0.1", "192.0.2.9", false)]
    [InlineData("192.0.2.1", "127.0.0.1", false)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.9", false)]
    [InlineData("2001:db8::1", "2001:db8::9", false)]
    [InlineData("fe80::1", "fe80::9", false)]
    public void Only_loopback_at_both_ends_is_of_this_machine(string local, string remote, bool expected) =>
        Assert.Equal(expected, TlsOrPlain.IsLocal(Point(local), Point(remote)));

    [Fact]
    public void A_unix_socket_is_and_an_unknown_caller_is_not()
    {
        Assert.True(TlsOrPlain.IsLocal(new UnixDomainSocketEndPoint("/run/x"), null));
        Assert.False(TlsOrPlain.IsLocal(Point("127.0.0.1"), null));
    }

    private static IPEndPoint Point(string address) => new(IPAddress.Parse(address), 1);
}
