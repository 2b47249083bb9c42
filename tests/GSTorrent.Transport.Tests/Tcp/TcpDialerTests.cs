using System.Net;
using System.Net.Sockets;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class TcpDialerTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1")]
    public async Task It_connects(string listenAt, string dialAt)
    {
        using Socket listener = Listen(IPAddress.Parse(listenAt));
        var remote = new IPEndPoint(IPAddress.Parse(dialAt), ((IPEndPoint)listener.LocalEndPoint!).Port);
        DialResult result = await Dialer(TimeProvider.System).DialAsync(remote, default);
        Assert.Equal(DisconnectReason.None, result.Reason);
        using Socket socket = result.Socket!;
        Assert.True(socket.Connected);
        Assert.True(socket.NoDelay);
    }

    [Fact]
    public async Task It_connects_from_the_address_that_is_set()
    {
        using Socket listener = Listen(IPAddress.Loopback);
        var settings = new TcpDialerSettings { LocalV4 = IPAddress.Parse("127.0.0.5") };
        DialResult result =
            await new TcpDialer(settings, TimeProvider.System).DialAsync((IPEndPoint)listener.LocalEndPoint!, default);
        using Socket socket = result.Socket!;
        Assert.Equal(settings.LocalV4, ((IPEndPoint)socket.LocalEndPoint!).Address);
    }

    [Fact]
    public async Task A_refusal_is_a_value()
    {
        IPEndPoint closed;
        using (Socket listener = Listen(IPAddress.Loopback)) closed = (IPEndPoint)listener.LocalEndPoint!;
        DialResult result = await Dialer(TimeProvider.System).DialAsync(closed, default);
        Assert.Null(result.Socket);
        Assert.Equal(DisconnectReason.ConnectFailed, result.Reason);
        Assert.Contains(closed.ToString(), result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_ends_in_a_timeout()
    {
        using Socket full = await ListenFullAsync();
        var time = new FakeTimeProvider();
        ValueTask<DialResult> dial = Dialer(time).DialAsync((IPEndPoint)full.LocalEndPoint!, default);
        time.Advance(TimeSpan.FromMilliseconds(10_001));
        DialResult result = await dial;
        Assert.Null(result.Socket);
        Assert.Equal(DisconnectReason.ConnectTimeout, result.Reason);
    }

    [Fact]
    public async Task It_can_be_cancelled()
    {
        using Socket full = await ListenFullAsync();
        using var cancellation = new CancellationTokenSource();
        ValueTask<DialResult> dial = Dialer(new FakeTimeProvider())
            .DialAsync((IPEndPoint)full.LocalEndPoint!, cancellation.Token);
        await cancellation.CancelAsync();
        DialResult result = await dial;
        Assert.Null(result.Socket);
        Assert.Equal(DisconnectReason.Shutdown, result.Reason);
    }

    private static TcpDialer Dialer(TimeProvider time) => new(new TcpDialerSettings(), time);

    private static Socket Listen(IPAddress address, int backlog = 5)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        socket.Listen(backlog);
        return socket;
    }

    // A listener whose backlog is full: the system drops further attempts in silence.
    private static async Task<Socket> ListenFullAsync()
    {
        Socket listener = Listen(IPAddress.Loopback, 0);
        var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await filler.ConnectAsync(listener.LocalEndPoint!);
        return listener;
    }
}
