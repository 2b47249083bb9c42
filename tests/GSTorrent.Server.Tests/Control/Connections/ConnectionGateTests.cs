using System.Net;
using System.Net.Sockets;
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
        int served = 0;
        for (int i = 2; i < 6; i++) served += await ServedAsync($"127.0.0.{i}", 100);
        Assert.Equal(300, served);
        Assert.Equal(0, await ServedAsync("127.0.0.9", 1));
        Assert.Equal(50, await ServedAsync("127.0.0.1", 50));
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
        Assert.Equal("In the last minute 999 more connections were refused: 999 of 127.0.0.2.", _log.All.Last());
    }

    [Fact]
    public async Task One_that_Kestrel_loses_is_not_counted_for_ever()
    {
        var counts = new ConnectionCounts(new ConnectionLimits { OfAddress = 1 });
        var origin = new ConnectionOrigin(ConnectionRoom.Elsewhere, "a", "a");
        using var closed = new CancellationTokenSource();
        Assert.Equal(Admission.Granted, counts.TryEnter(origin));
        var connection = new DefaultConnectionContext { ConnectionClosed = closed.Token };
        var seat = new ConnectionSeat(counts, origin, connection);
        Assert.Equal(Admission.AddressIsFull, counts.TryEnter(origin));
        await closed.CancelAsync();
        Assert.Equal(Admission.Granted, counts.TryEnter(origin));
        seat.Dispose();
        Assert.Equal(Admission.AddressIsFull, counts.TryEnter(origin));
    }

    private ConnectionGate NewGate(ConnectionLimits limits) => new(limits, _clock)
    {
        OriginOf = connection =>
        {
            string address = ((IPEndPoint)connection.RemoteEndPoint!).Address.ToString();
            bool isHere = address is "127.0.0.1";
            return new ConnectionOrigin(isHere ? ConnectionRoom.Here : ConnectionRoom.Elsewhere, address, address);
        },
        Log = _log,
        Stop = TestContext.Current.CancellationToken,
    };

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
