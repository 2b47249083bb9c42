using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class PeerHandshakeTests
{
    private static readonly Handshake Alice = new(Hash(1), Id('a'), ReservedBits.Fast | ReservedBits.ExtensionProtocol);
    private static readonly Handshake Bob = new(Hash(1), Id('b'), ReservedBits.Dht);
    private static readonly PeerHandshake Plain = new(10_000, TimeProvider.System);

    [Fact]
    public async Task Both_sides_learn_about_each_other()
    {
        (Socket dialled, Socket accepted) = await Rig.ConnectAsync(IPAddress.Loopback);
        ReservedBits seen = default;
        Task<HandshakeResult> dial = Plain.DialAsync(dialled, Alice, default).AsTask();
        HandshakeResult there = await Plain.AcceptAsync(accepted, (hash, reserved) =>
        {
            seen = reserved;
            return hash == Bob.InfoHash ? Bob : null;
        }, default);
        HandshakeResult here = await dial;
        Assert.True(here.IsSuccess && there.IsSuccess);
        Assert.Equal(Bob, here.Theirs);
        Assert.Equal(Alice, there.Theirs);
        Assert.Equal(Alice.Reserved, seen);
    }

    [Fact]
    public async Task Messages_right_behind_the_handshake_are_not_lost()
    {
        await using Rig rig = await Rig.CreateAsync(start: false);
        (Socket dialled, Socket accepted) = await Rig.ConnectAsync(IPAddress.Loopback);
        byte[] bytes = new byte[Handshake.Length];
        HandshakeWriter.Write(Alice, bytes);
        await dialled.SendAsync((byte[])[.. bytes, .. Rig.Encode(PeerMessage.Have(9))]);
        Assert.True((await Plain.AcceptAsync(accepted, (_, _) => Bob, default)).IsSuccess);
        var sink = new RecordingSink(rig.Batches);
        var connection = new PeerConnection(accepted, sink, rig.Settings);
        connection.Start();
        await sink.UntilCount(1);
        Assert.Equal("Have 9", sink.Notes[0].Text);
        connection.Close(DisconnectReason.Shutdown);
        await sink.Closed;
        rig.Connection.Start();
    }

    [Fact]
    public async Task A_peer_that_waits_with_its_id_is_answered_after_the_info_hash()
    {
        (Socket dialled, Socket accepted) = await Rig.ConnectAsync(IPAddress.IPv6Loopback);
        byte[] theirs = new byte[Handshake.Length];
        HandshakeWriter.Write(Alice, theirs);
        Task<HandshakeResult> accept = Plain.AcceptAsync(accepted, (_, _) => Bob, default).AsTask();
        await dialled.SendAsync(theirs.AsMemory(0, HandshakeReader.InfoHashEnd));
        byte[] answer = new byte[Handshake.Length];
        int count = await dialled.ReceiveAsync(answer).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Handshake.Length, count);
        await dialled.SendAsync(theirs.AsMemory(HandshakeReader.InfoHashEnd));
        Assert.Equal(Alice, (await accept).Theirs);
    }

    [Fact]
    public async Task A_torrent_that_nobody_has_is_refused_without_an_answer()
    {
        (Socket dialled, Socket accepted) = await Rig.ConnectAsync(IPAddress.Loopback);
        Task<HandshakeResult> dial = Plain.DialAsync(dialled, Alice, default).AsTask();
        HandshakeResult result = await Plain.AcceptAsync(accepted, (_, _) => null, default);
        Assert.Equal(DisconnectReason.WrongInfoHash, result.Reason);
        accepted.Dispose();
        Assert.Equal(DisconnectReason.RemoteClosed, (await dial).Reason);
    }

    [Fact]
    public async Task The_wrong_torrent_in_the_answer_is_noticed()
    {
        HandshakeResult result = await DialAgainst(Bytes(Bob with { InfoHash = Hash(2) }));
        Assert.Equal(DisconnectReason.WrongInfoHash, result.Reason);
    }

    [Fact]
    public async Task A_connection_with_ourselves_is_noticed() =>
        Assert.Equal(DisconnectReason.SelfConnection, (await DialAgainst(Bytes(Alice))).Reason);

    [Fact]
    public async Task Another_protocol_is_refused_at_its_first_bytes() =>
        Assert.Equal(DisconnectReason.BadHandshake, (await DialAgainst("HTTP/1.1"u8.ToArray())).Reason);

    [Fact]
    public async Task An_unfinished_handshake_times_out()
    {
        (Socket dialled, Socket accepted) = await Rig.ConnectAsync(IPAddress.Loopback);
        var time = new FakeTimeProvider();
        var handshake = new PeerHandshake(10_000, time);
        Task<HandshakeResult> accept = handshake.AcceptAsync(accepted, (_, _) => Bob, default).AsTask();
        await dialled.SendAsync(Bytes(Alice).AsMemory(0, 40));
        time.Advance(TimeSpan.FromMilliseconds(9_999));
        Assert.False(accept.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(DisconnectReason.HandshakeTimeout, (await accept).Reason);
        using var cancellation = new CancellationTokenSource();
        Task<HandshakeResult> again = handshake.DialAsync(accepted, Bob, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        Assert.Equal(DisconnectReason.Shutdown, (await again).Reason);
    }

    private static async Task<HandshakeResult> DialAgainst(byte[] answer)
    {
        (Socket dialled, Socket accepted) = await Rig.ConnectAsync(IPAddress.Loopback);
        using (dialled)
        using (accepted)
        {
            await accepted.SendAsync(answer);
            return await Plain.DialAsync(dialled, Alice, default);
        }
    }

    private static byte[] Bytes(Handshake handshake)
    {
        byte[] bytes = new byte[Handshake.Length];
        HandshakeWriter.Write(handshake, bytes);
        return bytes;
    }

    private static InfoHash Hash(byte fill) => new(Enumerable.Repeat(fill, InfoHash.Length).ToArray());

    private static PeerId Id(char fill) => new(Enumerable.Repeat((byte)fill, PeerId.Length).ToArray());
}
