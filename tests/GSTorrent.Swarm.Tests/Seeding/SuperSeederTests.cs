using CsCheck;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Seeding;

/// <summary>Super-seeding (BEP 16), message by message. Pieces are two blocks; sixteen may be told of ahead.</summary>
public sealed class SuperSeederTests
{
    private const int Pieces = 40;
    private const int Window = 16;

    [Fact]
    public void A_peer_is_told_of_a_few_pieces_and_of_no_other()
    {
        Scene scene = Seeding();
        Peer peer = scene.Connect();
        Assert.Single(scene.Effects.Take(peer, MessageKind.HaveNone));
        scene.Say(peer, PeerMessage.HaveNone);
        List<int> told = Told(scene, peer);
        Assert.Equal(Window, told.Distinct().Count());
        scene.Say(peer, PeerMessage.Interested);
        BlockRequest known = Block(told[0]), hidden = Block(Other(told));
        scene.Say(peer, PeerMessage.ForRequest(known), PeerMessage.ForRequest(hidden));
        Assert.Equal(hidden, scene.Effects.Take(peer, MessageKind.Reject).Single().Request);
        Assert.Equal([known], Assert.Single(scene.Effects.Uploads).Run);
    }

    [Theory]
    [InlineData(ReservedBits.None)]
    [InlineData(ReservedBits.ExtensionProtocol)]
    public void Without_the_fast_extension_silence_says_that_there_is_nothing(ReservedBits reserved)
    {
        Scene scene = Seeding();
        Peer peer = scene.Connect(reserved);
        Assert.DoesNotContain(
            scene.Effects.Sent, sent => sent.Message.Kind is not MessageKind.Extended and not MessageKind.Have);
        // Who has nothing says nothing: it is told of pieces all the same.
        scene.Pass(1);
        Assert.Equal(Window, Told(scene, peer).Count);
    }

    [Fact]
    public void The_extended_handshake_does_not_give_it_away()
    {
        Scene scene = Seeding();
        Peer hidden = scene.Connect();
        Assert.Null(HandshakeTo(scene, hidden).UploadOnly);
        scene.Swarm.SuperSeeding = false;
        Assert.True(HandshakeTo(scene, scene.Connect()).UploadOnly);
    }

    [Fact]
    public void Two_peers_are_told_of_different_pieces_and_of_more_when_those_are_passed_on()
    {
        Scene scene = Seeding();
        Peer left = Join(scene), right = Join(scene);
        List<int> toLeft = Told(scene, left), toRight = Told(scene, right);
        Assert.Empty(toLeft.Intersect(toRight));

        scene.Say(left, PeerMessage.Have(toLeft[0]));
        scene.Pass(10);
        Assert.Empty(Told(scene, left));
        scene.Say(right, PeerMessage.Have(toLeft[0]));
        // One for it, and one more as it has earned.
        List<int> next = Told(scene, left);
        Assert.Equal(2, next.Count);
        Assert.Empty(next.Intersect(toLeft.Concat(toRight)));
        // What the right one has passed on is one thing, what it was told of another.
        Assert.Empty(Told(scene, right));
    }

    [Fact]
    public void One_alone_gets_one_after_the_other()
    {
        Scene scene = Seeding();
        Peer peer = Join(scene);
        HashSet<int> told = [.. Told(scene, peer)];
        var had = new Queue<int>(told);
        while (had.TryDequeue(out int piece))
        {
            scene.Say(peer, PeerMessage.Have(piece));
            foreach (int more in Told(scene, peer))
            {
                Assert.True(told.Add(more));
                had.Enqueue(more);
            }
        }

        Assert.Equal(Pieces, told.Count);
        Assert.Contains((peer, DisconnectReason.BothSeeds), scene.Effects.Disconnected);
    }

    [Fact]
    public void A_piece_that_a_peer_took_with_it_is_told_to_another()
    {
        Scene scene = Seeding(pieces: Window);
        Peer left = Join(scene);
        List<int> taken = Told(scene, left);
        scene.Say(left, PeerMessage.Have(taken[0]));
        Peer right = Join(scene);
        Assert.Empty(Told(scene, right));
        scene.Swarm.PeerClosed(left, scene.Now);
        scene.Pass(1);
        Assert.Equal(taken.Order(), Told(scene, right).Order());
    }

    [Fact]
    public void Who_gets_nothing_from_anybody_for_long_is_told_of_more()
    {
        Scene scene = Seeding();
        Peer waiting = Join(scene);
        Join(scene);
        scene.Say(waiting, PeerMessage.Interested);
        List<int> told = Told(scene, waiting);
        foreach (int piece in told) scene.Say(waiting, PeerMessage.Have(piece));
        scene.Pass(15);
        Assert.Empty(Told(scene, waiting));
        scene.Pass(10);
        Assert.Equal(Window, Told(scene, waiting).Except(told).Count());
    }

    [Fact]
    public void Who_does_not_want_the_pieces_that_it_was_told_of_is_told_of_others()
    {
        Scene scene = Seeding();
        Peer picky = Join(scene);
        List<int> told = Told(scene, picky);
        scene.Pass(25);
        Assert.Equal(Window, Told(scene, picky).Except(told).Count());
    }

    [Fact]
    public void A_bitfield_that_comes_late_counts()
    {
        Scene scene = Seeding();
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.Extended(0, new ExtendedHandshake().ToBytes()));
        Assert.Equal(Window, Told(scene, peer).Count);
        var most = new Bitfield(Pieces);
        most.SetAll();
        most.Clear(7);
        scene.Say(peer, PeerMessage.Bitfield(most.Bytes.ToArray()));
        Assert.All(Told(scene, peer), piece => Assert.Equal(7, piece));
        scene.Say(peer, PeerMessage.Have(7));
        Assert.Contains((peer, DisconnectReason.BothSeeds), scene.Effects.Disconnected);
    }

    [Fact]
    public void A_leecher_tells_everything_that_it_has()
    {
        var scene = new Scene();
        scene.Swarm.SuperSeeding = true;
        scene.With(2, 0);
        Peer peer = scene.Connect();
        Assert.Single(scene.Effects.Take(peer, MessageKind.Bitfield));
        scene.Say(peer, PeerMessage.HaveNone, PeerMessage.Interested);
        scene.Say(peer, PeerMessage.ForRequest(Block(0)));
        Assert.Single(scene.Effects.Uploads);
        Assert.Empty(scene.Effects.Take(peer, MessageKind.Have));
    }

    [Fact]
    public void Who_knows_too_much_or_too_little_is_to_come_back()
    {
        Scene scene = new Scene().With(Pieces, [.. Enumerable.Range(0, Pieces)]);
        Peer before = Join(scene), seed = scene.ConnectSeed();
        scene.Effects.Disconnected.Clear();
        scene.Swarm.SuperSeeding = true;
        Assert.Equal([(before, DisconnectReason.Reintroduced)], scene.Effects.Disconnected);
        scene.Swarm.PeerClosed(before, scene.Now);
        scene.Swarm.PeerClosed(seed, scene.Now);
        Peer between = Join(scene);
        scene.Effects.Disconnected.Clear();
        scene.Swarm.SuperSeeding = false;
        Assert.Equal([(between, DisconnectReason.Reintroduced)], scene.Effects.Disconnected);
        Assert.Single(scene.Effects.Take(scene.Connect(), MessageKind.HaveAll));
    }

    [Fact]
    public void A_seed_that_loses_a_piece_is_one_no_more()
    {
        Scene scene = Seeding();
        Peer peer = Join(scene);
        scene.Swarm.PieceLost(3, scene.Now);
        Assert.Equal([(peer, DisconnectReason.Reintroduced)], scene.Effects.Disconnected);
        Assert.Single(scene.Effects.Take(scene.Connect(), MessageKind.Bitfield));
    }

    [Fact]
    public void A_peer_that_told_the_metainfo_hears_of_pieces_too()
    {
        var scene = new Scene();
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.HaveNone);
        scene.Swarm.SuperSeeding = true;
        scene.With(Pieces, [.. Enumerable.Range(0, Pieces)]);
        scene.Effects.Sent.Clear();
        scene.Pass(1);
        Assert.Equal(Window, Told(scene, peer).Count);
        Assert.Empty(scene.Effects.Disconnected);
    }

    [Fact]
    public void Whatever_peers_do_they_get_what_they_were_told_of_and_the_next_one_is_told_of_all_again() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 7]).Array[0, 150].Sample(steps =>
        {
            Scene scene = Seeding(pieces: 8);
            Peer[] peers = [scene.Connect(), scene.Connect(ReservedBits.None), scene.Connect()];
            var told = peers.ToDictionary(peer => peer, _ => new HashSet<int>());
            foreach ((int action, int who, int number) in steps)
            {
                Act(scene, peers[who], action, number);
                foreach (Peer peer in peers) told[peer].UnionWith(Told(scene, peer));
                Assert.All(scene.Effects.Uploads, upload =>
                    Assert.All(upload.Run, request => Assert.Contains(request.Piece, told[upload.Peer])));
            }

            foreach (Peer peer in peers) scene.Swarm.PeerClosed(peer, scene.Now);
            Assert.Equal(Enumerable.Range(0, 8), Told(scene, Join(scene)).Order());
        });

    private static void Act(Scene scene, Peer peer, int action, int number)
    {
        switch (action)
        {
            case 0: scene.Say(peer, PeerMessage.HaveNone); break;
            case 1: scene.Say(peer, PeerMessage.Bitfield([(byte)(number * 37)])); break;
            case 2: scene.Say(peer, PeerMessage.Interested); break;
            case 3: scene.Say(peer, PeerMessage.NotInterested); break;
            case 4: scene.Say(peer, PeerMessage.ForRequest(Block(number))); break;
            case 5: scene.Say(peer, PeerMessage.Extended(ExtendedIds.LtDontHave, LtDontHave.ToBytes(number))); break;
            case 6: scene.Pass(number * 4); break;
            case 7 when number == 0: scene.Swarm.PeerClosed(peer, scene.Now); break;
            default: scene.Say(peer, PeerMessage.Have(number)); break;
        }
    }

    private static Scene Seeding(int pieces = Pieces)
    {
        Scene scene = new Scene().With(pieces, [.. Enumerable.Range(0, pieces)]);
        scene.Swarm.SuperSeeding = true;
        return scene;
    }

    private static Peer Join(Scene scene)
    {
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.HaveNone);
        return peer;
    }

    private static List<int> Told(Scene scene, Peer peer) =>
        [.. scene.Effects.Take(peer, MessageKind.Have).Select(message => message.Piece)];

    private static BlockRequest Block(int piece) => new(piece, 0, Scene.Block);

    private static int Other(List<int> told) => Enumerable.Range(0, Pieces).Except(told).First();

    private static ExtendedHandshake HandshakeTo(Scene scene, Peer peer)
    {
        byte[] payload = scene.Effects.Take(peer, MessageKind.Extended).Single().Bytes;
        Assert.True(ExtendedHandshake.TryParse(payload, out ExtendedHandshake? handshake));
        return handshake!;
    }
}
