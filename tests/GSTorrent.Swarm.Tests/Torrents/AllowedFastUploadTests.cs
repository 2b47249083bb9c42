using CsCheck;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Torrents;

/// <summary>What a choked peer gets from us nevertheless (BEP 6 "allowed fast").</summary>
public sealed class AllowedFastUploadTests
{
    // The worked example of BEP 6: this network, an info-hash of 20 times 0xaa, 1313 pieces.
    private const int PieceCount = 1313;
    private static readonly byte[] Address = [80, 4, 4, 200];
    private static readonly int[] Set = [1059, 431, 808, 1217, 287, 376, 1188, 353, 508];
    private static readonly InfoHash Aa = new(Enumerable.Repeat((byte)0xaa, 20).ToArray());

    [Fact]
    public void A_starter_is_told_the_set_of_its_network_once()
    {
        Scene scene = Seed();
        Peer peer = scene.Connect(ReservedBits.Fast, Address);
        Assert.Empty(Told(scene, peer));
        scene.Say(peer, PeerMessage.HaveNone);
        List<int> told = Told(scene, peer);
        Assert.Equal(10, told.Count);
        Assert.Equal(Set, told[..9]);
        scene.Say(peer, PeerMessage.HaveNone, PeerMessage.Bitfield(new byte[(PieceCount + 7) / 8]));
        Assert.Empty(Told(scene, peer));
    }

    [Fact]
    public void Only_pieces_that_we_have_and_it_lacks_are_offered()
    {
        Scene scene = new Scene(Aa).With(PieceCount, 1059, 431, 3);
        Peer peer = scene.Connect(ReservedBits.Fast, Address);
        var pieces = new Bitfield(PieceCount);
        pieces.Set(431);
        scene.Say(peer, PeerMessage.Bitfield(pieces.Bytes.ToArray()));
        Assert.Equal([1059], Told(scene, peer));
    }

    [Fact]
    public void Nobody_else_is_told_anything()
    {
        Scene scene = Seed();
        byte[] many = [0xff, 0xe0, .. new byte[((PieceCount + 7) / 8) - 2]];
        Peer plain = scene.Connect(ReservedBits.None, Address), unseen = scene.Connect(ReservedBits.Fast);
        Peer ipv6 = scene.Connect(ReservedBits.Fast, [0x20, 1, .. new byte[14]]);
        Peer started = scene.Connect(ReservedBits.Fast, Address), seed = scene.Connect(ReservedBits.Fast, Address);
        foreach (Peer peer in (Peer[])[plain, unseen, ipv6]) scene.Say(peer, PeerMessage.HaveNone);
        scene.Say(started, PeerMessage.Bitfield(many));
        scene.Say(seed, PeerMessage.HaveAll);
        Assert.DoesNotContain(scene.Effects.Sent, sent => sent.Message.Kind == MessageKind.AllowedFast);
        Scene empty = new Scene(Aa).With(PieceCount);
        empty.Say(empty.Connect(ReservedBits.Fast, Address), PeerMessage.HaveNone);
        Assert.DoesNotContain(empty.Effects.Sent, sent => sent.Message.Kind == MessageKind.AllowedFast);
    }

    [Fact]
    public void A_super_seed_allows_nothing()
    {
        Scene scene = Seed();
        scene.Swarm.SuperSeeding = true;
        Peer peer = scene.Connect(ReservedBits.Fast, Address);
        scene.Say(peer, PeerMessage.HaveNone);
        Assert.DoesNotContain(scene.Effects.Sent, sent => sent.Message.Kind == MessageKind.AllowedFast);
    }

    [Fact]
    public void A_choked_peer_gets_what_is_allowed_and_no_more_than_once()
    {
        Scene scene = Seed();
        Peer peer = Join(scene);
        BlockRequest allowed = Block(1059), other = Block(1058);
        scene.Say(peer, PeerMessage.ForRequest(allowed), PeerMessage.ForRequest(other));
        Assert.Equal([allowed], Assert.Single(scene.Effects.Uploads).Run);
        Assert.Equal(other, Assert.Single(scene.Effects.Take(peer, MessageKind.Reject)).Request);

        // Ten pieces of two blocks, however they are asked for.
        for (int i = 0; i < 40; i++) scene.Say(peer, PeerMessage.ForRequest(allowed));
        Assert.Equal(21, scene.Effects.Take(peer, MessageKind.Reject).Count);
        Assert.Equal(20, scene.Effects.Uploads.Sum(upload => upload.Run.Length) + peer.Uploads.Count);
        Assert.Empty(scene.Effects.Disconnected);
    }

    [Fact]
    public void One_that_has_enough_to_trade_is_refused()
    {
        Scene scene = Seed();
        Peer peer = Join(scene);
        for (int piece = 0; piece < 11; piece++) scene.Say(peer, PeerMessage.Have(piece));
        scene.Say(peer, PeerMessage.ForRequest(Block(1059)));
        Assert.Single(scene.Effects.Take(peer, MessageKind.Reject));
        Assert.Empty(scene.Effects.Uploads);
    }

    [Fact]
    public void A_choke_refuses_all_that_waits_but_what_is_allowed()
    {
        Scene scene = Seed();
        Peer peer = Join(scene);
        scene.Say(peer, PeerMessage.Interested);
        Assert.False(peer.AmChoking);

        // So many are on their way that the rest waits.
        for (int piece = 0; piece < 40; piece++) scene.Say(peer, PeerMessage.ForRequest(Block(piece)));
        scene.Say(peer, PeerMessage.ForRequest(Block(431)), PeerMessage.ForRequest(Block(41)));
        int waiting = peer.Uploads.Count;
        scene.Effects.Sent.Clear();
        scene.Say(peer, PeerMessage.NotInterested);
        PeerMessage[] sent = [.. scene.Effects.Sent.Select(one => one.Message)];
        Assert.Equal(MessageKind.Choke, sent[0].Kind);
        Assert.Equal(waiting - 1, sent.Count(message => message.Kind == MessageKind.Reject));
        Assert.DoesNotContain(sent, message => message.Piece == 431);
        Assert.Equal(1, peer.Uploads.Count);
        foreach (var upload in scene.Effects.Uploads.ToArray())
            scene.Swarm.UploadEnded(peer, upload.Run.Sum(block => block.Length), wereSent: true, scene.Now);
        Assert.Equal([Block(431)], scene.Effects.Uploads[^1].Run);
    }

    [Fact]
    public void Every_request_of_a_fast_peer_is_answered_exactly_once_and_the_allowance_holds() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 15], Gen.Int[1, Scene.Block]).Array[0, 200].Sample(steps =>
        {
            Scene scene = new Scene(Aa, slots: 1).With(64, [.. Enumerable.Range(0, 64)]);
            Peer peer = scene.Connect(ReservedBits.Fast, Address);
            scene.Say(peer, PeerMessage.HaveNone);
            HashSet<int> allowed = [.. Told(scene, peer)];
            int asked = 0;
            long whileChoked = 0;
            foreach ((int action, int piece, int length) in steps)
            {
                var request = new BlockRequest(piece, 0, length);
                if (action == 0) scene.Say(peer, PeerMessage.Interested);
                else if (action == 1) scene.Say(peer, PeerMessage.NotInterested);
                else if (action == 2) scene.Say(peer, PeerMessage.Cancel(request));
                else
                {
                    int before = Answered(scene, peer, MessageKind.Reject);
                    asked++;
                    scene.Say(peer, PeerMessage.ForRequest(request));
                    if (peer.AmChoking && Answered(scene, peer, MessageKind.Reject) == before) whileChoked += length;
                    if (peer.AmChoking && !allowed.Contains(piece))
                        Assert.Equal(before + 1, Answered(scene, peer, MessageKind.Reject));
                }
            }

            int uploading = scene.Effects.Uploads.Sum(upload => upload.Run.Length);
            Assert.Equal(asked, uploading + peer.Uploads.Count + Answered(scene, peer, MessageKind.Reject));
            Assert.InRange(whileChoked, 0, 10L * 2 * Scene.Block);
        }, iter: 500);

    private static int Answered(Scene scene, Peer peer, MessageKind kind) =>
        scene.Effects.Sent.Count(sent => sent.Peer == peer && sent.Message.Kind == kind);

    private static Scene Seed() => new Scene(Aa).With(PieceCount, [.. Enumerable.Range(0, PieceCount)]);

    private static Peer Join(Scene scene)
    {
        Peer peer = scene.Connect(ReservedBits.Fast, Address);
        scene.Say(peer, PeerMessage.HaveNone);
        return peer;
    }

    private static BlockRequest Block(int piece) => new(piece, 0, Scene.Block);

    private static List<int> Told(Scene scene, Peer peer) =>
        [.. scene.Effects.Take(peer, MessageKind.AllowedFast).Select(message => message.Piece)];
}
