using GSTorrent.Primitives;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class HeartbeatTests
{
    [Fact]
    public async Task Silence_of_ours_ends_in_a_keep_alive()
    {
        await using Rig rig = await Rig.CreateAsync();
        for (int second = 0; second < 100; second++) rig.Connection.Heartbeat(At(second));
        Assert.Equal(0, rig.Connection.SentBytes);
        rig.Connection.Heartbeat(At(100));
        Assert.Equal([0, 0, 0, 0], await rig.ReceiveAsync(4));
    }

    [Fact]
    public async Task Silence_of_the_peer_ends_the_connection()
    {
        await using Rig rig = await Rig.CreateAsync(change: settings => settings with { KeepAliveMs = int.MaxValue });
        await rig.SendAsync(Rig.Encode(PeerMessage.Choke));
        await rig.Sink.UntilCount(1);
        while (!rig.Connection.IsWaitingForPeer) await Task.Yield();
        for (int second = 0; second < 150; second++) rig.Connection.Heartbeat(At(second));
        Assert.False(rig.Connection.IsClosing);
        rig.Connection.Heartbeat(At(150));
        Assert.Equal(DisconnectReason.IdleTimeout, await rig.ReasonAsync());
    }

    [Fact]
    public void Only_a_peer_whose_turn_it_is_counts_as_silent()
    {
        var watch = new IdleWatch(Settings());
        watch.NoteReceiver(0, isWaitingForPeer: true, At(0));
        watch.NoteReceiver(0, isWaitingForPeer: false, At(149));
        watch.NoteReceiver(0, isWaitingForPeer: true, At(298));
        Assert.False(watch.IsIdle(At(298)));
        Assert.True(watch.IsIdle(At(299)));
    }

    [Fact]
    public void Every_byte_starts_the_silence_again()
    {
        var watch = new IdleWatch(Settings());
        watch.NoteReceiver(0, isWaitingForPeer: true, At(0));
        watch.NoteReceiver(1, isWaitingForPeer: true, At(140));
        watch.NoteReceiver(1, isWaitingForPeer: true, At(289));
        Assert.False(watch.IsIdle(At(289)));
        Assert.True(watch.IsIdle(At(290)));
    }

    [Fact]
    public void A_send_that_never_ends_is_noticed()
    {
        var watch = new IdleWatch(Settings());
        watch.NoteSender(0, isSending: false, At(0));
        watch.NoteSender(0, isSending: true, At(50));
        watch.NoteSender(0, isSending: true, At(349));
        Assert.False(watch.IsSendStuck(At(349)));
        Assert.False(watch.IsKeepAliveDue(At(349)));
        Assert.True(watch.IsSendStuck(At(350)));
    }

    private static MonotonicTime At(int second) => new(second * 1000L);

    private static PeerConnectionSettings Settings() =>
        new() { Blocks = new BlockPool(), Batches = new MessageBatchPool(1), Slabs = new SlabPool() };
}
