using System.Net;
using System.Net.Sockets;
using System.Text;
using GSTorrent.Server.Control.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Server.Tests.Control.Connections;

/// <summary>
/// Real sockets. 127.0.0.1 stands for this machine, the other addresses of loopback for other machines.
/// </summary>
public sealed class ConnectionGateTests : IAsyncLifetime
{
    private readonly Messages _log = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<Socket> _open = [];
    private SmallServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        var limits = new ConnectionLimits { Elsewhere = 300 };
        _server = await SmallServer.StartAsync(NewGate(limits).Use, _log);
    }

    public async ValueTask DisposeAsync()
    {
        _open.ForEach(socket => socket.Dispose());
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Three_hundred_of_one_address_leave_another_one_served()
    {
        Assert.Equal(256, await ServedAsync("127.0.0.2", 300));
        Assert.Equal(1, await ServedAsync("127.0.0.3", 1));
        Assert.Equal(1, await ServedAsync("127.0.0.1", 1));
    }

    [Fact]
    public async Task When_all_others_have_used_up_theirs_this_machine_is_served()
    {
        for (int i = 2; i < 8; i++) Assert.InRange(await ServedAsync($"127.0.0.{i}", 100), 50, 100);
        Assert.Equal(50, await ServedAsync("127.0.0.1", 50));
    }

    [Fact]
    public async Task When_others_have_used_up_the_room_a_new_address_is_served_and_an_idle_one_of_the_most_is_closed()
    {
        Assert.Equal(200, await ServedAsync("127.0.0.2", 200));
        Assert.Equal(100, await ServedAsync("127.0.0.3", 100));
        Assert.Equal(1, await ServedAsync("127.0.0.4", 1));
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(_open[0]));
        Assert.True(await SmallServer.IsServedAsync(_open[1]));
        Assert.True(await SmallServer.IsServedAsync(_open[200]));
        Assert.Equal(
            "Connections of 127.0.0.2, which has the most of all other machines, are closed: there is no more room, "
            + "and others come who have fewer.", Assert.Single(_log.All));
        Assert.Equal(50, await ServedAsync("127.0.0.4", 50));
        _clock.Advance(TimeSpan.FromMinutes(1));
        while (_log.All.Count < 2) await Task.Yield();
        Assert.Equal(
            "In the last minute 50 more connections were cut off: 50 of 127.0.0.2 to make room.", _log.All.Last());
    }

    [Fact]
    public async Task One_in_the_middle_of_a_request_stays()
    {
        var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _open.Add(held);
        await _server.AskAsync(held, "127.0.0.2", "/held");
        Assert.Equal(199, await ServedAsync("127.0.0.2", 199));
        Assert.Equal(100, await ServedAsync("127.0.0.3", 100));
        Assert.Equal(90, await ServedAsync("127.0.0.4", 90));
        _server.Release();
        Assert.StartsWith("HTTP/1.1 200 ", await ReadAsync(held), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_connection_makes_room()
    {
        await ServedAsync("127.0.0.2", 256);
        Assert.Equal(0, await ServedAsync("127.0.0.2", 1));
        _open.ForEach(socket => socket.Dispose());
        int tries = 0;
        while (await ServedAsync("127.0.0.2", 1) == 0) Assert.True(++tries < 10_000);
    }

    [Fact]
    public async Task A_thousand_refusals_are_two_lines()
    {
        await ServedAsync("127.0.0.2", 256);
        Assert.Empty(_log.All);
        Assert.Equal(0, await ServedAsync("127.0.0.2", 1_000));
        string line = Assert.Single(_log.All);
        Assert.StartsWith("Connections of 127.0.0.2 are refused: it has 256 open", line, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(1));
        while (_log.All.Count < 2) await Task.Yield();
        Assert.Equal("In the last minute 999 more connections were cut off: 999 of 127.0.0.2.", _log.All.Last());
    }

    [Fact]
    public async Task One_that_Kestrel_loses_is_not_counted_for_ever()
    {
        var counts = new ConnectionCounts(new ConnectionLimits { OfAddress = 1 });
        var origin = new ConnectionOrigin(ConnectionRoom.Elsewhere, "a", "a", "a");
        using var closed = new CancellationTokenSource();
        using var seat = new ConnectionSeat(origin, new DefaultConnectionContext { ConnectionClosed = closed.Token });
        using var other = new ConnectionSeat(origin, new DefaultConnectionContext());
        using var third = new ConnectionSeat(origin, new DefaultConnectionContext());
        Assert.Equal(Admission.Granted, counts.TryEnter(seat, out _));
        seat.Take(counts.Leave);
        Assert.Equal(Admission.AddressIsFull, counts.TryEnter(other, out _));
        await closed.CancelAsync();
        Assert.Equal(Admission.Granted, counts.TryEnter(other, out _));
        seat.Dispose();
        Assert.Equal(Admission.AddressIsFull, counts.TryEnter(third, out _));
    }

    private ConnectionGate NewGate(ConnectionLimits limits) => new(limits, _clock)
    {
        OriginOf = connection =>
        {
            string address = ((IPEndPoint)connection.RemoteEndPoint!).Address.ToString();
            bool isHere = address is "127.0.0.1";
            return new ConnectionOrigin(
                isHere ? ConnectionRoom.Here : ConnectionRoom.Elsewhere, address, address, address);
        },
        Log = _log,
        Stop = TestContext.Current.CancellationToken,
    };

    private static async Task<string> ReadAsync(Socket socket)
    {
        var answer = new byte[1024];
        int count = await socket.ReceiveAsync(answer, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(answer, 0, count);
    }

    private async Task<int> ServedAsync(string from, int count)
    {
        int served = 0;
        for (int i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _open.Add(socket);
            if (await _server.IsServedAsync(socket, from)) served++;
        }

        return served;
    }
}
