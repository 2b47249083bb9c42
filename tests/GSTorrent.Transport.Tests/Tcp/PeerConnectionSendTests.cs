using GSTorrent.Primitives;
using GSTorrent.Transport.Bandwidth;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class PeerConnectionSendTests
{
    private const int FrameLength = 13 + PieceGeometry.BlockSize;

    [Fact]
    public async Task Slabs_arrive_as_piece_messages_and_go_back_to_their_pool()
    {
        await using Rig rig = await Rig.CreateAsync();
        for (int i = 0; i < 8; i++) Assert.True(rig.Connection.TrySendPieces(Slab(rig, i, 16)));
        byte[] received = await rig.ReceiveAsync(8 * 16 * FrameLength);
        for (int i = 0; i < 8 * 16; i++) AssertPiece(received.AsSpan(i * FrameLength, FrameLength), i / 16, i % 16);
        await rig.Sink.Until(() => rig.Sink.SentTotal == received.Length);
        Assert.Equal(8 * 16 * PieceGeometry.BlockSize, rig.Sink.SentPayload);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_the_slab_stays_the_callers()
    {
        await using Rig rig = await Rig.CreateAsync(
            change: settings => settings with { MaxPendingSlabs = 2, MaxPendingBytes = 20 }, start: false);
        Assert.True(rig.Connection.TrySendPieces(Slab(rig, 0, 1)));
        Assert.True(rig.Connection.TrySendPieces(Slab(rig, 1, 1)));
        UploadSlab refused = Slab(rig, 2, 1);
        Assert.False(rig.Connection.TrySendPieces(refused));
        refused.Release();
        Assert.True(rig.Connection.TrySend(PeerMessage.Have(1)));
        Assert.True(rig.Connection.TrySend(PeerMessage.Have(2)));
        Assert.False(rig.Connection.TrySend(PeerMessage.Have(3)));
        Assert.True(rig.Connection.TrySendPieces(refused = Slab(rig, 0, 1)) is false);
        refused.Release();
        rig.Connection.Start();
        await rig.ReceiveAsync(18 + (2 * FrameLength));
    }

    [Fact]
    public async Task Messages_go_before_waiting_blocks()
    {
        await using Rig rig = await Rig.CreateAsync(start: false);
        rig.Connection.TrySendPieces(Slab(rig, 0, 3));
        rig.Connection.TrySend(PeerMessage.Choke);
        rig.Connection.Start();
        byte[] received = await rig.ReceiveAsync(5 + (3 * FrameLength));
        Assert.Equal([0, 0, 0, 1, 0], received[..5]);
        AssertPiece(received.AsSpan(5, FrameLength), 0, 0);
    }

    [Fact]
    public async Task A_cancelled_block_is_left_out()
    {
        await using Rig rig = await Rig.CreateAsync(start: false);
        rig.Connection.TrySendPieces(Slab(rig, 4, 4));
        Assert.Equal(1, rig.Connection.CancelQueued(Request(4, 1)));
        Assert.Equal(0, rig.Connection.CancelQueued(Request(4, 1)));
        Assert.Equal(0, rig.Connection.CancelQueued(Request(5, 1)));
        rig.Connection.Start();
        byte[] received = await rig.ReceiveAsync(3 * FrameLength);
        AssertPiece(received.AsSpan(0, FrameLength), 4, 0);
        AssertPiece(received.AsSpan(FrameLength, FrameLength), 4, 2);
        AssertPiece(received.AsSpan(2 * FrameLength, FrameLength), 4, 3);
    }

    [Fact]
    public async Task After_a_choke_all_waiting_blocks_can_be_left_out()
    {
        await using Rig rig = await Rig.CreateAsync(start: false);
        rig.Connection.TrySendPieces(Slab(rig, 0, 2));
        rig.Connection.TrySendPieces(Slab(rig, 1, 1));
        rig.Connection.CancelQueued(Request(0, 1));
        var dropped = new List<BlockRequest>();
        rig.Connection.CancelAllQueued(dropped);
        Assert.Equal([Request(0, 0), Request(1, 0)], dropped);
        rig.Connection.TrySend(PeerMessage.Choke);
        rig.Connection.Start();
        Assert.Equal([0, 0, 0, 1, 0], await rig.ReceiveAsync(5));
        rig.Connection.TrySend(PeerMessage.Unchoke);
        Assert.Equal([0, 0, 0, 1, 1], await rig.ReceiveAsync(5));
    }

    [Fact]
    public async Task Under_a_limit_a_message_waits_for_one_block_at_most()
    {
        // A turn of 1 KiB takes 50 ms, so that every heartbeat sends exactly one.
        const int Turn = 1024;
        var time = new FakeTimeProvider();
        var session = new BandwidthGate(20 * Turn);
        MonotonicTime start = MonotonicTime.From(time);
        session.Heartbeat(start);
        var gates = new BandwidthGates(session, new BandwidthGate());
        await using Rig rig = await Rig.CreateAsync(
            change: settings => settings with { Upload = gates, Time = time });
        rig.Connection.TrySendPieces(Slab(rig, 0, 16));
        for (int turn = 1; turn * Turn < FrameLength + Turn; turn++)
        {
            session.Heartbeat(start + (50 * turn));
            await rig.Sink.Until(() => rig.Sink.SentTotal >= Math.Min(turn * Turn, FrameLength));
            if (turn == 1) rig.Connection.TrySend(PeerMessage.Choke);
        }

        byte[] received = await rig.ReceiveAsync(FrameLength + 5);
        AssertPiece(received.AsSpan(0, FrameLength), 0, 0);
        Assert.Equal([0, 0, 0, 1, 0], received[^5..]);
    }

    [Fact]
    public async Task Closing_ends_a_wait_for_bandwidth()
    {
        var gates = new BandwidthGates(new BandwidthGate(1), new BandwidthGate(1));
        await using Rig rig = await Rig.CreateAsync(
            change: settings => settings with { Upload = gates, Download = gates });
        rig.Connection.TrySendPieces(Slab(rig, 0, 16));
        await rig.SendAsync(Rig.Encode(PeerMessage.Choke));
        rig.Connection.Close(DisconnectReason.TorrentStopped);
        Assert.Equal(DisconnectReason.TorrentStopped, await rig.ReasonAsync());
    }

    private static BlockRequest Request(int piece, int block) =>
        new(piece, block * PieceGeometry.BlockSize, PieceGeometry.BlockSize);

    private static UploadSlab Slab(Rig rig, int piece, int count)
    {
        UploadSlab slab = rig.Uploads.Rent();
        for (int i = 0; i < count; i++)
        {
            Assert.True(slab.TryAdd(Request(piece, i)));
            slab.Payloads[i].Span.Fill(Mark(piece, i));
        }

        return slab;
    }

    private static byte Mark(int piece, int block) => (byte)((piece * 16) + block + 1);

    private static void AssertPiece(ReadOnlySpan<byte> frame, int piece, int block)
    {
        ReadStatus status = WireReader.TryRead(frame, WireLimits.WithoutMetadata, out RawMessage message, out _, out _);
        Assert.Equal(ReadStatus.Done, status);
        Assert.Equal(MessageKind.Piece, message.Kind);
        Assert.Equal(Request(piece, block), new BlockRequest(message.Piece, message.Offset, message.Length));
        Assert.True(message.Payload.IndexOfAnyExcept(Mark(piece, block)) < 0);
    }
}
