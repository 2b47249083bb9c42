using System.Net.Sockets;
using GSTorrent.Transport.Tcp;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class AcceptLoopTests
{
    [Fact]
    public async Task Without_descriptors_it_pauses_and_goes_on()
    {
        var time = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        int calls = 0;
        var accepted = new TaskCompletionSource<Socket>();
        var loop = new AcceptLoop(async token =>
        {
            calls++;
            if (calls <= 2) throw new SocketException((int)SocketError.TooManyOpenSockets);
            if (calls == 3) return socket;
            await Task.Delay(Timeout.Infinite, token);
            return socket;
        }, accepted.SetResult, 500, time);
        Task run = loop.RunAsync(stop.Token);
        Assert.Equal(1, calls);
        time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(1, calls);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, calls);
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Same(socket, await accepted.Task);
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_connection_that_went_away_costs_no_pause()
    {
        using var stop = new CancellationTokenSource();
        int calls = 0;
        var loop = new AcceptLoop(async token =>
        {
            if (++calls < 50) throw new SocketException((int)SocketError.ConnectionReset);
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        }, _ => { }, 500, new FakeTimeProvider());
        Task run = loop.RunAsync(stop.Token);
        Assert.Equal(50, calls);
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task It_can_be_stopped_in_a_pause()
    {
        using var stop = new CancellationTokenSource();
        var loop = new AcceptLoop(
            _ => throw new SocketException((int)SocketError.TooManyOpenSockets), _ => { }, 500, new FakeTimeProvider());
        Task run = loop.RunAsync(stop.Token);
        Assert.False(run.IsCompleted);
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
