using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Swarm.Tests.Picking;

public sealed class OpenPieceTests
{
    private const int Block = PieceGeometry.BlockSize;

    [Fact]
    public void Its_counts_agree_with_a_naive_model_after_any_changes() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 3]).Array[0, 100].Sample(steps =>
        {
            var geometry = new PieceGeometry((4 * Block) - 5, 4 * Block);
            Peer[] peers = [TestPeers.Seed(1), TestPeers.Seed(1), TestPeers.Seed(1)];
            var pool = new BlockPool();
            var piece = new OpenPiece();
            piece.Open(geometry, 0);
            var asked = new HashSet<(int Block, Peer Peer)>();
            var received = new Dictionary<int, Peer>();
            foreach ((int block, int action, int who) in steps)
            {
                Apply(piece, pool, asked, received, block, action, peers[who % 3]);
                Check(piece, asked, received);
                Assert.Equal(received.Count, pool.RentedCount);
            }

            piece.ReleaseBuffers();
            Assert.Equal(0, pool.RentedCount);
        });

    [Fact]
    public void A_block_is_taken_once()
    {
        OpenPiece piece = Opened(blocks: 2);
        Peer peer = TestPeers.Seed(1);
        Assert.True(piece.Receive(0, null, peer));
        Assert.False(piece.Receive(0, null, peer));
        Assert.False(piece.IsComplete);
        Assert.True(piece.Receive(1, null, peer));
        Assert.True(piece.IsComplete);
    }

    [Fact]
    public void The_sole_source_is_told_only_if_all_blocks_came_from_it()
    {
        Peer left = TestPeers.Seed(1), right = TestPeers.Seed(1);
        OpenPiece piece = Opened(blocks: 2);
        piece.Receive(0, null, left);
        Assert.Null(piece.SoleSource());
        piece.Receive(1, null, left);
        Assert.Same(left, piece.SoleSource());

        piece = Opened(blocks: 2);
        piece.Receive(0, null, left);
        piece.Receive(1, null, right);
        Assert.Null(piece.SoleSource());
    }

    private static OpenPiece Opened(int blocks)
    {
        var piece = new OpenPiece();
        piece.Open(new PieceGeometry(blocks * Block, blocks * Block), 0);
        return piece;
    }

    private static void Apply(
        OpenPiece piece, BlockPool pool, HashSet<(int Block, Peer Peer)> asked, Dictionary<int, Peer> received,
        int block, int action, Peer peer)
    {
        switch (action)
        {
            case 0 when !received.ContainsKey(block) && !asked.Contains((block, peer)):
                piece.MarkRequested(block, peer);
                asked.Add((block, peer));
                break;
            case 1:
                piece.EndRequest(block, peer);
                asked.Remove((block, peer));
                break;
            case 2 when !received.ContainsKey(block):
                Assert.True(piece.Receive(block, pool.Rent(), peer));
                received[block] = peer;
                break;
            case 3:
                piece.DropReceivedFrom(peer);
                foreach (int mine in received.Where(entry => entry.Value == peer).Select(entry => entry.Key).ToList())
                    received.Remove(mine);
                break;
            case 4 when block == 0:
                Assert.Equal(received.Keys.Sum(index => index == 3 ? Block - 5 : Block), piece.DropReceived());
                received.Clear();
                break;
        }
    }

    private static void Check(OpenPiece piece, HashSet<(int Block, Peer Peer)> asked, Dictionary<int, Peer> received)
    {
        int missing = 0;
        for (int block = 0; block < piece.BlockCount; block++)
        {
            int requests = asked.Count(entry => entry.Block == block);
            BlockState state = received.ContainsKey(block) ? BlockState.Received
                : requests > 0 ? BlockState.Requested : BlockState.Missing;
            Assert.Equal(state, piece.StateOf(block));
            Assert.Equal(requests, piece.RequestCountOf(block));
            Assert.Equal(received.GetValueOrDefault(block), piece.SourceOf(block));
            if (state == BlockState.Missing) missing++;
        }

        Assert.Equal(missing, piece.MissingCount);
        Assert.Equal(missing > 0, piece.FirstMissing() >= 0);
        Assert.Equal(received.Count, piece.ReceivedCount);
    }
}
