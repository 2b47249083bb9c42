using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class TcpPeerListenerTests
{
    private static readonly TcpListenerSettings Loopback =
        new() { AddressV4 = IPAddress.Loopback, AddressV6 = IPAddress.IPv6Loopback };

    [Fact]
    public async Task Both_families_share_one_port()
    {
        var sockets = new Handlings();
        await using TcpPeerListener listener = Start(Loopback, sockets.HandleAsync);
        Assert.Equal(2, listener.LocalEndPoints.Count);
        Assert.All(listener.LocalEndPoints, endPoint => Assert.Equal(listener.Port, endPoint.Port));
        foreach (IPEndPoint endPoint in listener.LocalEndPoints)
        {
            using Socket peer = await ConnectAsync(endPoint);
            Handling handling = await sockets.NextAsync();
            Assert.Equal(peer.LocalEndPoint, handling.Socket.RemoteEndPoint);
            Assert.True(handling.Socket.NoDelay);
        }
    }

    [Fact]
    public async Task One_family_alone_is_enough()
    {
        await using TcpPeerListener v4 = Start(Loopback with { AddressV6 = null }, new Handlings().HandleAsync);
        Assert.Equal(AddressFamily.InterNetwork, Assert.Single(v4.LocalEndPoints).AddressFamily);
        await using TcpPeerListener v6 = Start(Loopback with { AddressV4 = null }, new Handlings().HandleAsync);
        Assert.Equal(AddressFamily.InterNetworkV6, Assert.Single(v6.LocalEndPoints).AddressFamily);
    }

    [Fact]
    public async Task A_family_that_the_host_lacks_is_left_out()
    {
        // An address of documentation (RFC 3849): no host has it, as a host without IPv6 has none.
        TcpListenerSettings settings = Loopback with { AddressV6 = IPAddress.Parse("2001:db8::1") };
        await using TcpPeerListener listener = Start(settings, new Handlings().HandleAsync);
        Assert.Equal(AddressFamily.InterNetwork, Assert.Single(listener.LocalEndPoints).AddressFamily);
    }

    [Fact]
    public async Task A_port_in_use_is_a_clear_error()
    {
        await using TcpPeerListener first = Start(Loopback, new Handlings().HandleAsync);
        TcpListenerSettings same = Loopback with { Port = first.Port };
        TcpPeerListener? second =
            TcpPeerListener.TryStart(same, new Handlings().HandleAsync, TimeProvider.System, out string? error);
        Assert.Null(second);
        Assert.Contains($":{first.Port}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_address_is_a_clear_error()
    {
        var settings = new TcpListenerSettings { AddressV4 = null, AddressV6 = null };
        var handlings = new Handlings();
        Assert.Null(TcpPeerListener.TryStart(settings, handlings.HandleAsync, TimeProvider.System, out string? error));
        Assert.Equal("no address to listen at", error);
    }

    [Fact]
    public async Task One_handshake_too_many_ends_the_oldest()
    {
        var sockets = new Handlings();
        await using TcpPeerListener listener = Start(Loopback with { MaxHandshakes = 3 }, sockets.HandleAsync);
        var peers = new List<Socket>();
        var handlings = new List<Handling>();
        for (int i = 0; i < 5; i++)
        {
            peers.Add(await ConnectAsync(listener.LocalEndPoints[1]));
            handlings.Add(await sockets.NextAsync());
        }

        bool[] cancelled = [.. handlings.Select(handling => handling.Token.IsCancellationRequested)];
        Assert.Equal([true, true, false, false, false], cancelled);
        Assert.Equal(3, listener.HandshakeCount);
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_slow_handshake_is_ended()
    {
        var time = new FakeTimeProvider();
        var sockets = new Handlings();
        await using TcpPeerListener listener = Start(Loopback, sockets.HandleAsync, time);
        using Socket peer = await ConnectAsync(listener.LocalEndPoints[0]);
        Handling handling = await sockets.NextAsync();
        time.Advance(TimeSpan.FromMilliseconds(9_999));
        Assert.False(handling.Token.IsCancellationRequested);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(handling.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Stopping_ends_all_handshakes()
    {
        var sockets = new Handlings();
        TcpPeerListener listener = Start(Loopback, sockets.HandleAsync);
        using Socket peer = await ConnectAsync(listener.LocalEndPoints[0]);
        Handling handling = await sockets.NextAsync();
        CancellationToken token = handling.Token;
        await listener.DisposeAsync();
        Assert.True(token.IsCancellationRequested);
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(listener.LocalEndPoints[0]));
    }

    [Fact]
    public async Task Silent_peers_do_not_keep_an_honest_one_out()
    {
        var plain = new PeerHandshake(10_000, TimeProvider.System);
        var hash = new InfoHash(new byte[InfoHash.Length]);
        var ours = new Handshake(hash, new PeerId(new byte[PeerId.Length]), ReservedBits.None);
        var theirs = ours with { PeerId = new PeerId("-XX0001-abcdefghijkl"u8) };
        async Task ShakeAsync(Socket socket, CancellationToken cancellation)
        {
            HandshakeResult result = await plain.AcceptAsync(socket, (_, _) => ours, cancellation);
            if (!result.IsSuccess) socket.Dispose();
        }

        await using TcpPeerListener listener = Start(Loopback with { MaxHandshakes = 10 }, ShakeAsync);
        var silent = new List<Socket>();
        for (int i = 0; i < 100; i++) silent.Add(await ConnectAsync(listener.LocalEndPoints[i % 2]));
        using Socket honest = await ConnectAsync(listener.LocalEndPoints[0]);
        Assert.Equal(ours, (await plain.DialAsync(honest, theirs, default)).Theirs);
        Assert.InRange(listener.HandshakeCount, 0, 10);
        silent.ForEach(socket => socket.Dispose());
    }

    private static TcpPeerListener Start(
        TcpListenerSettings settings, IncomingHandler handler, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        TcpPeerListener? listener = TcpPeerListener.TryStart(settings, handler, time, out string? error);
        Assert.Null(error);
        return listener!;
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint);
        return socket;
    }
}
