using System.Net;
using CsCheck;
using GSTorrent.Primitives;
using GSTorrent.Transport.Bandwidth;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class PeerConnectionTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Messages_go_both_ways(string address)
    {
        await using Rig rig = await Rig.CreateAsync(IPAddress.Parse(address));
        Assert.True(rig.Connection.TrySend(PeerMessage.Interested));
        Assert.True(rig.Connection.TrySend(PeerMessage.Have(7)));
        Assert.Equal([0, 0, 0, 1, 2, 0, 0, 0, 5, 4, 0, 0, 0, 7], await rig.ReceiveAsync(14));
        await rig.SendAsync(Rig.Encode(PeerMessage.Unchoke));
        await rig.Sink.UntilCount(1);
        Assert.Equal("Unchoke", rig.Sink.Notes[0].Text);
        await rig.Sink.Until(() => rig.Sink.SentTotal == 14);
        Assert.Equal(5, rig.Connection.ReceivedBytes);
        Assert.Equal(14, rig.Connection.SentBytes);
        Assert.Equal(address, rig.Connection.RemoteEndPoint!.Address.ToString());
    }

    [Fact]
    public async Task A_stream_cut_at_random_arrives_whole()
    {
        await using Rig rig = await Rig.CreateAsync();
        var random = new Random(4);
        byte[][] payloads = [.. Enumerable.Range(0, 100).Select(_ => Bytes(random, random.Next(1, 16 * 1024 + 1)))];
        byte[] stream = [.. payloads.SelectMany((payload, i) => Piece(i, payload))];
        for (int start = 0; start < stream.Length;)
        {
            int length = Math.Min(random.Next(1, 50_000), stream.Length - start);
            await rig.SendAsync(stream.AsMemory(start, length));
            start += length;
        }

        await rig.Sink.UntilCount(payloads.Length);
        Assert.Equal(payloads, rig.Sink.Notes.Select(note => note.Payload));
    }

    [Fact]
    public async Task What_arrived_together_is_one_batch()
    {
        await using Rig rig = await Rig.CreateAsync(start: false);
        await rig.SendAsync(Enumerable.Range(0, 100).SelectMany(i => Rig.Encode(PeerMessage.Have(i))).ToArray());
        rig.Connection.Start();
        await rig.Sink.UntilCount(100);
        Assert.InRange(rig.Sink.BatchCount, 1, 2);
    }

    [Fact]
    public async Task A_large_bitfield_and_the_blocks_behind_it_arrive()
    {
        await using Rig rig = await Rig.CreateAsync();
        byte[] bits = Bytes(new Random(1), 262_000);
        byte[] payload = Bytes(new Random(2), 16 * 1024);
        await rig.SendAsync((byte[])[.. Rig.Encode(PeerMessage.Bitfield(bits)), .. Piece(3, payload)]);
        await rig.Sink.UntilCount(2);
        Assert.Equal(bits, rig.Sink.Notes[0].Payload);
        Assert.Equal(payload, rig.Sink.Notes[1].Payload);
    }

    [Fact]
    public async Task A_busy_sink_stops_the_receiving()
    {
        await using Rig rig = await Rig.CreateAsync();
        var gate = new TaskCompletionSource();
        rig.Sink.Gate = gate.Task;
        await rig.SendAsync(Rig.Encode(PeerMessage.Have(1)));
        await rig.Sink.UntilCount(1);
        long received = rig.Connection.ReceivedBytes;
        // More than the system's buffers hold cannot be sent while nobody reads.
        Task flood = rig.SendAsync(Piece(0, new byte[16 * 1024]).Concat(new byte[64 * 1024 * 1024]).ToArray());
        Assert.False(flood.IsCompleted);
        Assert.Equal(received, rig.Connection.ReceivedBytes);
        Assert.Equal(1, rig.Sink.BatchCount);
        gate.SetResult();
        await flood.WaitAsync(TimeSpan.FromSeconds(30));
        await rig.Sink.UntilCount(2);
    }

    [Fact]
    public async Task A_download_limit_lets_in_no_more_than_its_rate()
    {
        // A turn of 1 KiB takes 50 ms, so that every heartbeat receives exactly one.
        const int Turn = 1024, HaveLength = 9;
        var time = new FakeTimeProvider();
        var torrent = new BandwidthGate(20 * Turn);
        MonotonicTime start = MonotonicTime.From(time);
        torrent.Heartbeat(start);
        var gates = new BandwidthGates(new BandwidthGate(), torrent);
        await using Rig rig = await Rig.CreateAsync(
            change: settings => settings with { Download = gates, Time = time });
        await rig.SendAsync(Enumerable.Range(0, 1000).SelectMany(i => Rig.Encode(PeerMessage.Have(i))).ToArray());
        for (int turn = 1; turn <= 8; turn++)
        {
            torrent.Heartbeat(start + (50 * turn));
            await rig.Sink.UntilCount(turn * Turn / HaveLength);
            Assert.Equal(turn * Turn, rig.Connection.ReceivedBytes);
        }

        torrent.RateBytesPerSecond = 0;
        await rig.Sink.UntilCount(1000);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 64, 10, 7 }, DisconnectReason.MessageTooLong)]
    [InlineData(new byte[] { 127, 255, 255, 255, 20 }, DisconnectReason.MessageTooLong)]
    [InlineData(new byte[] { 0, 0, 0, 1, 4 }, DisconnectReason.MalformedMessage)]
    [InlineData(new byte[] { 0, 0, 0, 5, 4, 128, 0, 0, 0 }, DisconnectReason.ValueOutOfRange)]
    public async Task Hostile_input_closes_with_its_reason(byte[] attack, DisconnectReason expected)
    {
        await using Rig rig = await Rig.CreateAsync();
        byte[] honest = [.. Rig.Encode(PeerMessage.Have(1)), .. Piece(1, new byte[500])];
        await rig.SendAsync((byte[])[.. honest, .. attack]);
        Assert.Equal(expected, await rig.ReasonAsync());
        Assert.Equal(2, rig.Sink.Notes.Count);
    }

    [Fact]
    public void Garbage_always_ends_in_a_reason_and_leaves_no_buffer() =>
        Gen.Byte.Array[1, 3000].Sample(noise => AttackAsync(noise).GetAwaiter().GetResult(), iter: 100, threads: 1);

    [Fact]
    public async Task The_end_of_the_stream_closes_even_inside_a_block()
    {
        await using Rig rig = await Rig.CreateAsync();
        await rig.SendAsync(Piece(0, new byte[16 * 1024]).AsMemory(0, 9_000));
        rig.Far.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.Equal(DisconnectReason.RemoteClosed, await rig.ReasonAsync());
    }

    [Fact]
    public async Task A_reset_closes()
    {
        await using Rig rig = await Rig.CreateAsync();
        rig.Far.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        rig.Far.Close();
        Assert.Equal(DisconnectReason.RemoteClosed, await rig.ReasonAsync());
    }

    [Fact]
    public async Task The_first_reason_wins_and_the_end_is_told_once()
    {
        await using Rig rig = await Rig.CreateAsync();
        Parallel.For(0, 8, _ => rig.Connection.Close(DisconnectReason.Banned, "for the test"));
        rig.Connection.Close(DisconnectReason.BothSeeds);
        Assert.Equal((DisconnectReason.Banned, "for the test"), await rig.Sink.Closed);
        Assert.True(rig.Connection.IsClosing);
        Assert.False(rig.Connection.TrySend(PeerMessage.Choke));
    }

    [Fact]
    public async Task Closed_before_the_start_it_still_tells()
    {
        await using Rig rig = await Rig.CreateAsync(start: false);
        rig.Connection.Close(DisconnectReason.TorrentStopped);
        Assert.Equal(0, rig.Sink.ClosedCount);
        rig.Connection.Start();
        Assert.Equal(DisconnectReason.TorrentStopped, await rig.ReasonAsync());
        Assert.Throws<InvalidOperationException>(rig.Connection.Start);
    }

    [Fact]
    public async Task An_exception_of_the_sink_ends_the_connection()
    {
        await using Rig rig = await Rig.CreateAsync();
        rig.Sink.Gate = Task.FromException(new InvalidOperationException("a bug"));
        await rig.SendAsync(Rig.Encode(PeerMessage.Choke));
        (DisconnectReason reason, string? detail) = await rig.Sink.Closed;
        Assert.Equal(DisconnectReason.TransportError, reason);
        Assert.Contains("a bug", detail, StringComparison.Ordinal);
    }

    private static async Task AttackAsync(byte[] noise)
    {
        await using Rig rig = await Rig.CreateAsync();
        await rig.SendAsync(noise);
        rig.Far.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.NotEqual(DisconnectReason.None, await rig.ReasonAsync());
    }

    private static byte[] Piece(int piece, byte[] payload)
    {
        byte[] frame = new byte[13 + payload.Length];
        WireWriter.WritePieceHeader(frame, new BlockRequest(piece, 0, payload.Length));
        payload.CopyTo(frame, 13);
        return frame;
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
