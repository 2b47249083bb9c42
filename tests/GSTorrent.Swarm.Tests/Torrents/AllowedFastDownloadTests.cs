using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Torrents;

/// <summary>What we ask a peer for although it chokes us (BEP 6 "allowed fast").</summary>
public sealed class AllowedFastDownloadTests
{
    [Fact]
    public void Allowed_pieces_are_asked_for_and_no_others()
    {
        Scene scene = new Scene().With(pieces: 8);
        Peer peer = Choking(scene, 3, 5);
        Assert.Equal([3, 3, 5, 5], scene.TakeRequests(peer).Select(request => request.Piece));
        scene.Give(peer, new BlockRequest(3, 0, Scene.Block));
        scene.Give(peer, new BlockRequest(3, Scene.Block, Scene.Block));
        scene.Judge(StoreOutcome.Stored);
        Assert.Equal([3], scene.Effects.Verified);
        Assert.Empty(scene.TakeRequests(peer));
        Assert.Equal(0, scene.Swarm.Wasted);
    }

    [Fact]
    public void A_refused_piece_is_not_asked_for_again_while_choked()
    {
        Scene scene = new Scene().With(pieces: 8);
        Peer peer = Choking(scene, 3);
        foreach (BlockRequest request in scene.TakeRequests(peer)) scene.Say(peer, PeerMessage.Reject(request));
        scene.Pass(5);
        Assert.Empty(scene.TakeRequests(peer));
        scene.Say(peer, PeerMessage.Unchoke);
        Assert.Equal(16, scene.TakeRequests(peer).Count);
    }

    [Fact]
    public void What_the_peer_lacks_or_we_have_is_not_asked_for()
    {
        Scene scene = new Scene().With(8, 3);
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.Bitfield([0b1001_1000]), PeerMessage.AllowedFast(3), PeerMessage.AllowedFast(5));
        Assert.True(peer.AmInterested);
        Assert.Empty(scene.TakeRequests(peer));
        scene.Say(peer, PeerMessage.Have(5));
        Assert.Equal([5, 5], scene.TakeRequests(peer).Select(request => request.Piece));
    }

    [Fact]
    public void Others_join_in_and_one_that_says_nothing_holds_nothing_up()
    {
        Scene scene = new Scene().With(pieces: 1);
        Peer mute = Choking(scene, 0);
        Assert.Equal(2, scene.TakeRequests(mute).Count);
        scene.Pass(25);
        Assert.True(mute.IsSnubbed);
        Assert.Equal(0, mute.Requests.Count);
        Peer seed = scene.ConnectSeed();
        foreach (BlockRequest request in scene.TakeRequests(seed)) scene.Give(seed, request);
        Assert.Single(scene.Effects.Stored);
    }

    [Fact]
    public void Offers_before_the_metainfo_hold_afterwards_and_few_are_remembered()
    {
        var scene = new Scene();
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.HaveAll, PeerMessage.AllowedFast(7), PeerMessage.AllowedFast(int.MaxValue));
        for (int piece = 100; piece < 10_000; piece++) scene.Say(peer, PeerMessage.AllowedFast(piece));
        Assert.Equal(FastOffers.MaxPieces, peer.FastOffers!.Pieces.Length);
        scene.With(pieces: 8);
        Assert.Equal([7], peer.FastOffers!.Pieces.ToArray());
        Assert.Equal([7, 7], scene.TakeRequests(peer).Select(request => request.Piece));
        scene.Say(peer, PeerMessage.AllowedFast(8), PeerMessage.AllowedFast(int.MaxValue));
        Assert.Empty(scene.TakeRequests(peer));
        Assert.Empty(scene.Effects.Disconnected);
    }

    [Fact]
    public void A_peer_without_the_fast_extension_allows_nothing()
    {
        Scene scene = new Scene().With(pieces: 8);
        Peer peer = scene.Connect(ReservedBits.None);
        scene.Say(peer, PeerMessage.Bitfield([0xff]), PeerMessage.AllowedFast(3));
        Assert.Empty(scene.TakeRequests(peer));
    }

    [Fact]
    public void A_suggestion_changes_nothing()
    {
        Scene scene = new Scene().With(pieces: 8);
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.HaveAll, PeerMessage.Suggest(3), PeerMessage.Suggest(int.MaxValue));
        Assert.Empty(scene.TakeRequests(peer));
        Assert.Empty(scene.Effects.Disconnected);
    }

    private static Peer Choking(Scene scene, params int[] allowed)
    {
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.HaveAll);
        scene.Say(peer, [.. allowed.Select(PeerMessage.AllowedFast)]);
        return peer;
    }
}
