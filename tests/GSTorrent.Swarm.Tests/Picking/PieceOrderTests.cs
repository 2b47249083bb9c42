using CsCheck;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Picking;

/// <summary>In which order pieces are asked for when some go first.</summary>
public sealed class PieceOrderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void First_pieces_are_asked_for_before_all_others(bool isSequential)
    {
        Scene scene = Ordered(new PieceOrder(isSequential, Of(8, 0, 3, 7)), new Scene()).With(8);
        List<int> pieces = RequestedPieces(scene, scene.ConnectSeed());
        Assert.Equal([0, 3, 7], pieces.Take(3).Order());
        if (isSequential) Assert.Equal([0, 3, 7, 1, 2, 4, 5, 6], pieces);
    }

    [Fact]
    public void They_go_before_pieces_of_high_priority_and_among_them_priority_counts()
    {
        var scene = new Scene();
        scene.Swarm.Order = new PieceOrder(IsSequential: true, Of(6, 1, 2, 4));
        scene.With(6);
        scene.Swarm.SetPriorities(
        [
            FilePriority.High, FilePriority.Low, FilePriority.High, FilePriority.High, FilePriority.Skip,
            FilePriority.Normal,
        ], scene.Now);
        Assert.Equal([2, 1, 0, 3, 5], RequestedPieces(scene, scene.ConnectSeed()));
    }

    [Fact]
    public void Peers_that_told_the_metainfo_are_asked_in_that_order_from_the_first_request_on()
    {
        var scene = new Scene();
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.HaveAll, PeerMessage.Unchoke);
        Ordered(new PieceOrder(IsSequential: true, Of(8, 6)), scene).With(8);
        Assert.Equal([6, 0, 1, 2, 3, 4, 5, 7], RequestedPieces(scene, peer));
    }

    [Fact]
    public void A_change_counts_for_what_is_not_started()
    {
        Scene scene = new Scene().With(pieces: 32);
        Peer seed = scene.ConnectSeed();
        List<int> before = Distinct(scene.TakeRequests(seed));
        int last = Enumerable.Range(0, 32).Except(before).Last();
        scene.Swarm.Order = new PieceOrder(First: Of(32, last));
        foreach (int piece in before)
        {
            scene.Give(seed, new BlockRequest(piece, 0, Scene.Block));
            scene.Give(seed, new BlockRequest(piece, Scene.Block, Scene.Block));
        }

        Assert.Equal(last, scene.TakeRequests(seed)[0].Piece);
    }

    [Fact]
    public void What_was_begun_in_the_last_run_waits_for_them()
    {
        Scene scene = Ordered(new PieceOrder(First: Of(8, 5)), new Scene()).With(8);
        var blocks = new Bitfield(2);
        blocks.Set(0);
        scene.Swarm.RestoreBlocks(2, blocks);
        Assert.Equal([5, 2], RequestedPieces(scene, scene.ConnectSeed()).Take(2));
    }

    [Fact]
    public void What_was_begun_does_not_wait_for_pieces_that_the_peer_has_not()
    {
        Scene scene = Ordered(new PieceOrder(First: Of(8, 5)), new Scene()).With(8);
        var blocks = new Bitfield(2);
        blocks.Set(0);
        scene.Swarm.RestoreBlocks(2, blocks);
        Peer peer = scene.Connect();
        scene.Say(peer, PeerMessage.Bitfield(Of(8, 1, 2).Bytes.ToArray()), PeerMessage.Unchoke);
        Assert.Equal([2, 1], RequestedPieces(scene, peer));
    }

    [Fact]
    public void Whatever_changes_the_order_is_by_first_then_priority() =>
        Gen.Select(Gen.Int[0, 3].Array[6], Gen.Select(Gen.Bool.Array[6], Gen.Int[0, 5], Gen.Int[0, 3]).Array[1, 12])
            .Sample((start, steps) =>
            {
                var availability = new PieceAvailability(new PieceGeometry(6, 1), new Random(1));
                FilePriority[] priorities = [.. start.Select(number => (FilePriority)number)];
                bool[] first = new bool[6];
                for (int piece = 0; piece < 6; piece++) Change(availability, piece, priorities[piece]);
                foreach ((bool[] newFirst, int changed, int priority) in steps)
                {
                    first = newFirst;
                    availability.SetFirst(Of(6, [.. Enumerable.Range(0, 6).Where(piece => first[piece])]));
                    priorities[changed] = (FilePriority)priority;
                    Change(availability, changed, priorities[changed]);
                    Check(availability, priorities, first);
                }
            });

    private static void Change(PieceAvailability availability, int piece, FilePriority priority)
    {
        availability.SetPriority(piece, priority);
        availability.MakeStartable(piece);
    }

    private static void Check(PieceAvailability availability, FilePriority[] priorities, bool[] first)
    {
        int wanted = priorities.Count(priority => priority != FilePriority.Skip);
        Assert.Equal(wanted, availability.Startable.Count);
        var ranks = Enumerable.Range(0, wanted).Select(place => availability.Startable[place])
            .Select(piece => (first[piece] ? 0 : 1, -(int)priorities[piece])).ToList();
        Assert.Equal(ranks.Order(), ranks);
        Assert.All(Enumerable.Range(0, 6), piece =>
            Assert.Equal(priorities[piece] != FilePriority.Skip, availability.IsWanted(piece)));
    }

    private static Scene Ordered(PieceOrder order, Scene scene)
    {
        scene.Swarm.Order = order;
        return scene;
    }

    private static Bitfield Of(int count, params int[] pieces)
    {
        var bits = new Bitfield(count);
        foreach (int piece in pieces) bits.Set(piece);
        return bits;
    }

    private static List<int> RequestedPieces(Scene scene, Peer peer) => Distinct(scene.TakeRequests(peer));

    private static List<int> Distinct(List<BlockRequest> requests) =>
        [.. requests.Select(request => request.Piece).Distinct()];
}
