using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Torrents;

public sealed class UploadTests
{
    private static readonly BlockRequest First = new(0, 0, Scene.Block);
    private static readonly BlockRequest Second = new(0, Scene.Block, Scene.Block);

    [Fact]
    public void Requests_are_answered_after_an_unchoke()
    {
        Scene scene = new Scene().With(2, 0, 1);
        Peer peer = scene.Connect();
        Assert.Single(scene.Effects.Take(peer, MessageKind.HaveAll));
        scene.Say(peer, PeerMessage.HaveNone, PeerMessage.Interested);
        Assert.Single(scene.Effects.Take(peer, MessageKind.Unchoke));
        scene.Say(peer, PeerMessage.ForRequest(First), PeerMessage.ForRequest(Second));
        Assert.Equal([First, Second], Assert.Single(scene.Effects.Uploads).Run);
        Assert.Equal(2 * Scene.Block, peer.Uploads.BytesInFlight);
        scene.Swarm.UploadEnded(peer, 2 * Scene.Block, wereSent: true, scene.Now);
        Assert.Equal(0, peer.Uploads.BytesInFlight);
        Assert.Equal(2 * Scene.Block, peer.UploadedBytes);
    }

    [Fact]
    public void A_choked_peer_is_refused_if_it_knows_rejects_and_ignored_else()
    {
        Scene scene = new Scene().With(1, 0);
        Peer fast = scene.Connect(), plain = scene.Connect(ReservedBits.None);
        scene.Say(fast, PeerMessage.ForRequest(First));
        scene.Say(plain, PeerMessage.ForRequest(First));
        Assert.Equal(First, scene.Effects.Take(fast, MessageKind.Reject).Single().Request);
        Assert.Empty(scene.Effects.Take(plain, MessageKind.Reject));
        Assert.Empty(scene.Effects.Uploads);
        Assert.Empty(scene.Effects.Disconnected);
    }

    [Theory]
    [InlineData(1, 0, 16384)]
    [InlineData(0, 32768, 1)]
    [InlineData(0, 16384, 16385)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, 32768)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void A_request_outside_of_the_content_ends_the_connection(int piece, int offset, int length)
    {
        Scene scene = new Scene().With(1, 0);
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.Interested, PeerMessage.ForRequest(new BlockRequest(piece, offset, length)));
        Assert.Equal([(peer, DisconnectReason.InvalidRequest)], scene.Effects.Disconnected);
    }

    [Fact]
    public void A_cancelled_request_gets_its_reject_and_nothing_else()
    {
        Scene scene = new Scene().With(1, 0);
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.Interested);
        scene.Say(peer, PeerMessage.ForRequest(First), PeerMessage.Cancel(First));
        Assert.Single(scene.Effects.Take(peer, MessageKind.Reject));
        Assert.Empty(scene.Effects.Uploads);
    }

    [Fact]
    public void A_place_that_comes_free_goes_to_who_waits()
    {
        Scene scene = new Scene(slots: 1).With(1, 0);
        Peer first = scene.Connect(), second = scene.Connect();
        scene.Say(first, PeerMessage.Interested);
        scene.Say(second, PeerMessage.Interested);
        Assert.False(first.AmChoking);
        Assert.True(second.AmChoking);
        scene.Swarm.PeerClosed(first, scene.Now);
        Assert.False(second.AmChoking);
    }

    [Fact]
    public void A_choke_refuses_what_waits()
    {
        Scene scene = new Scene(slots: 1).With(8, [0, 1, 2, 3, 4, 5, 6, 7]);
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.Interested);
        BlockRequest[] requests = [.. Enumerable.Range(0, 1000).Select(i => new BlockRequest(i % 8, 0, Scene.Block))];
        scene.Say(peer, [.. requests.Select(request => PeerMessage.ForRequest(request))]);
        int started = scene.Effects.Uploads.Sum(upload => upload.Run.Length);
        scene.Say(peer, PeerMessage.NotInterested);
        Assert.Equal(1000 - started, scene.Effects.Take(peer, MessageKind.Reject).Count);
        Assert.Equal(0, peer.Uploads.Count);
    }

    [Fact]
    public void What_waits_for_a_piece_that_is_lost_is_refused_and_the_rest_keeps_its_order()
    {
        Scene scene = new Scene().With(8, [0, 1, 2, 3, 4, 5, 6, 7]);
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.Interested);
        BlockRequest[] requests = [.. Enumerable.Range(0, 400).Select(i => new BlockRequest(i % 8, 0, Scene.Block))];
        scene.Say(peer, [.. requests.Select(request => PeerMessage.ForRequest(request))]);
        int started = scene.Effects.Uploads.Sum(upload => upload.Run.Length);
        scene.Swarm.PieceLost(3, scene.Now);
        BlockRequest[] waiting = requests[started..];
        List<PeerMessage> refused = scene.Effects.Take(peer, MessageKind.Reject);
        Assert.Equal(waiting.Where(one => one.Piece == 3), refused.Select(message => message.Request));
        Assert.NotEmpty(refused);
        scene.Effects.Uploads.Clear();
        scene.Swarm.UploadEnded(peer, started * Scene.Block, wereSent: true, scene.Now);
        BlockRequest[] next = [.. scene.Effects.Uploads.SelectMany(upload => upload.Run)];
        Assert.NotEmpty(next);
        Assert.Equal(waiting.Where(one => one.Piece != 3).Take(next.Length), next);
    }

    [Fact]
    public void What_a_peer_tells_of_its_pieces_is_passed_on_once()
    {
        Scene scene = new Scene().With(3, 0, 1);
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.HaveNone);
        scene.Effects.Told.Clear();
        scene.Say(peer, PeerMessage.Have(1), PeerMessage.Have(1));
        Assert.True(Assert.Single(scene.Effects.Told).Pieces[1]);
        scene.Say(peer, PeerMessage.HaveAll);
        Assert.True(scene.Effects.Told[^1].Pieces.IsAll);
    }
}
