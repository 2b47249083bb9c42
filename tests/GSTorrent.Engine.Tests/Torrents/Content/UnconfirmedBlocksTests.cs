using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests.Torrents.Content;

public sealed class UnconfirmedBlocksTests
{
    private const int Block = PieceGeometry.BlockSize;
    private const int Pieces = 400;
    private const int Blocks = 4;
    private static readonly PieceGeometry s_geometry = new((long)Pieces * Blocks * Block, Blocks * Block);

    private readonly UnconfirmedBlocks _unconfirmed = new(s_geometry);
    private readonly ServedBlocks _peer = new();
    private readonly Bitfield _has = new(Pieces);

    [Fact]
    public void A_block_is_in_doubt_once_it_was_sent_and_its_neighbours_are_not()
    {
        Assert.False(IsDoubtful(7, 1));
        Send(7, 1, _peer);
        Assert.True(IsDoubtful(7, 1));
        Assert.False(IsDoubtful(7, 0));
        Assert.False(IsDoubtful(7, 2));
        Assert.False(IsDoubtful(6, 1));
        // A part of it, and one that reaches into it, are as good as the whole.
        Assert.True(_unconfirmed.IsDoubtful(new BlockRequest(7, Block + 100, 1)));
        Assert.True(_unconfirmed.IsDoubtful(new BlockRequest(7, 1, Block)));
    }

    [Fact]
    public void What_was_never_read_is_in_doubt_until_its_piece_is_verified()
    {
        _unconfirmed.DoubtAll();
        Assert.True(IsDoubtful(7, 0));
        _unconfirmed.Verified(7);
        Assert.False(IsDoubtful(7, 0));
        Assert.True(IsDoubtful(8, 0));
        _unconfirmed.Clear();
        Assert.False(IsDoubtful(8, 0));
    }

    [Fact]
    public void A_peer_that_has_the_piece_confirms_what_it_got_of_it_and_no_more()
    {
        var other = new ServedBlocks();
        Send(7, 0, _peer);
        Send(7, 1, other);
        Send(8, 0, _peer);
        _has.Set(7);
        _peer.Confirm(_has, _unconfirmed);
        Assert.False(IsDoubtful(7, 0));
        Assert.True(IsDoubtful(7, 1));
        Assert.True(IsDoubtful(8, 0));
        other.Confirm(_has, _unconfirmed);
        Assert.False(IsDoubtful(7, 1));
    }

    [Fact]
    public void What_went_to_one_who_has_the_piece_already_stays_in_doubt()
    {
        Send(7, 0, receiver: null);
        _has.Set(7);
        _peer.Confirm(_has, _unconfirmed);
        Assert.True(IsDoubtful(7, 0));
    }

    [Fact]
    public void A_verified_piece_may_be_sent_in_full_and_is_in_doubt_again_after_that()
    {
        Send(7, 0, _peer);
        _unconfirmed.Verified(7);
        for (int i = 0; i < Blocks; i++)
        {
            Assert.False(IsDoubtful(7, 0));
            Send(7, 0, _peer);
        }

        Assert.True(IsDoubtful(7, 0));
        Assert.False(IsDoubtful(7, 1));
        _unconfirmed.Lost(7);
        Assert.False(IsDoubtful(7, 0));
    }

    [Fact]
    public void A_check_of_all_files_ends_all_doubts()
    {
        Send(7, 0, _peer);
        _unconfirmed.Clear();
        Assert.False(IsDoubtful(7, 0));
    }

    [Fact]
    public void A_peer_whose_runs_are_too_many_leaves_the_oldest_in_doubt()
    {
        for (int piece = 0; piece < Pieces; piece++) Send(piece, 0, _peer);
        _has.SetAll();
        _peer.Confirm(_has, _unconfirmed);
        Assert.True(IsDoubtful(Pieces - 257, 0));
        Assert.False(IsDoubtful(Pieces - 256, 0));
        Assert.False(IsDoubtful(Pieces - 1, 0));
    }

    [Fact]
    public void A_piece_that_was_verified_is_not_confirmed_by_what_was_sent_before()
    {
        Send(7, 0, _peer);
        _peer.Forget(7);
        _unconfirmed.Lost(7);
        Send(7, 0, receiver: null);
        _has.Set(7);
        _peer.Confirm(_has, _unconfirmed);
        Assert.True(IsDoubtful(7, 0));
    }

    [Fact]
    public void Serving_allocates_nothing_once_warm()
    {
        var has = new Bitfield(Pieces);
        void ServeAll()
        {
            has.ClearAll();
            for (int piece = 0; piece < Pieces; piece++)
            {
                for (int block = 0; block < Blocks; block++) Send(piece, block, _peer);
                has.Set(piece);
                _peer.Confirm(has, _unconfirmed);
            }
        }

        ServeAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 10; round++) ServeAll();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Whatever_peers_do_nothing_is_sent_twice_in_doubt_and_hashing_costs_no_more_than_sending() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, Blocks - 1], Gen.Int[0, 2], Gen.Int[0, 4]).Array[1, 200].Sample(steps =>
        {
            var model = new Model();
            foreach ((int piece, int block, int peer, int dice) in steps)
            {
                if (dice == 0) model.Tell(peer, piece);
                else if (!model.Send(peer, piece, block)) return false;
            }

            return model.Verifications <= 4 + (steps.Length / Blocks);
        });

    // Counts by itself what was sent of each block since the last sign.
    private sealed class Model
    {
        private readonly UnconfirmedBlocks _unconfirmed = new(s_geometry);
        private readonly ServedBlocks[] _peers = [new(), new(), new()];
        private readonly (int Sends, int Receivers)[,] _blocks = new (int, int)[4, Blocks];
        private readonly bool[] _wasVerified = new bool[4];

        public int Verifications { get; private set; }

        public void Tell(int peer, int piece)
        {
            var has = new Bitfield(Pieces);
            has.Set(piece);
            _peers[peer].Confirm(has, _unconfirmed);
            for (int block = 0; block < Blocks; block++)
                if ((_blocks[piece, block].Receivers & (1 << peer)) != 0) _blocks[piece, block] = default;
        }

        public bool Send(int peer, int piece, int block)
        {
            BlockRequest request = s_geometry.RequestOf(piece, block);
            if (_unconfirmed.IsDoubtful(request)) Verify(piece);
            _unconfirmed.Send(request, _peers[peer]);
            ref (int Sends, int Receivers) sent = ref _blocks[piece, block];
            sent = (sent.Sends + 1, sent.Receivers | (1 << peer));
            int again = 0;
            for (int i = 0; i < Blocks; i++) again += Math.Max(0, _blocks[piece, i].Sends - 1);
            return again <= (_wasVerified[piece] ? Blocks : 0);
        }

        private void Verify(int piece)
        {
            foreach (ServedBlocks one in _peers) one.Forget(piece);
            _unconfirmed.Verified(piece);
            for (int block = 0; block < Blocks; block++) _blocks[piece, block] = default;
            _wasVerified[piece] = true;
            Verifications++;
        }
    }

    private void Send(int piece, int block, ServedBlocks? receiver) =>
        _unconfirmed.Send(s_geometry.RequestOf(piece, block), receiver);

    private bool IsDoubtful(int piece, int block) => _unconfirmed.IsDoubtful(s_geometry.RequestOf(piece, block));
}
