using GSTorrent.Primitives;

namespace GSTorrent.Swarm.Tests.Picking;

public sealed class PiecePickerTests
{
    private const int Block = PieceGeometry.BlockSize;
    private const int Count = 8;

    [Fact]
    public void The_rarest_piece_comes_first()
    {
        PiecePicker picker = Picker();
        Peer all = Join(picker, TestPeers.Seed(Count));
        for (int piece = 0; piece < Count; piece++)
            if (piece != 5) Join(picker, TestPeers.WithPieces(Count, piece));
        Assert.Equal(5, Pick(picker, all).Piece);
    }

    [Fact]
    public void Priority_goes_before_rarity_and_what_is_skipped_never_comes()
    {
        PiecePicker picker = Picker(piece => piece switch
        {
            6 => FilePriority.High,
            2 => FilePriority.Low,
            3 => FilePriority.Normal,
            _ => FilePriority.Skip,
        });
        Peer all = Join(picker, TestPeers.Seed(Count));
        Join(picker, TestPeers.WithPieces(Count, 6));
        Assert.Equal([6, 6, 3, 3, 2, 2], PickAll(picker, all).Take(6).Select(pick => pick.Piece));
        Assert.False(picker.TryPick(all, out _, out _));
    }

    [Fact]
    public void In_sequence_the_pieces_come_in_order()
    {
        PiecePicker picker = Picker();
        picker.Sequential = true;
        Peer some = Join(picker, TestPeers.WithPieces(Count, 7, 3, 1));
        Assert.Equal([1, 1, 3, 3, 7, 7], PickAll(picker, some).Select(pick => pick.Piece));
    }

    [Fact]
    public void A_peer_fills_its_piece_and_another_starts_its_own()
    {
        PiecePicker picker = Picker();
        Peer left = Join(picker, TestPeers.Seed(Count)), right = Join(picker, TestPeers.Seed(Count));
        (int piece, int block) = Pick(picker, left);
        Assert.NotEqual(piece, Pick(picker, right).Piece);
        Assert.Equal((piece, block + 1), Pick(picker, left));
    }

    [Fact]
    public void A_piece_whose_filler_is_gone_goes_before_a_new_one()
    {
        PiecePicker picker = Picker();
        Peer left = Join(picker, TestPeers.Seed(Count)), right = Join(picker, TestPeers.Seed(Count));
        (int piece, int block) = Pick(picker, left);
        picker.RequestLost(left, new BlockRequest(piece, block * Block, Block));
        picker.Abandon(left);
        Assert.Equal((piece, block), Pick(picker, right));
    }

    [Fact]
    public void A_seed_gives_what_no_leecher_has_before_what_another_left_behind()
    {
        PiecePicker picker = Picker();
        Peer leecher = Join(picker, TestPeers.WithPieces(Count, 4)), seed = Join(picker, TestPeers.Seed(Count));
        Assert.Equal(4, Pick(picker, leecher).Piece);
        picker.Abandon(leecher);
        Assert.NotEqual(4, Pick(picker, seed).Piece);
    }

    [Fact]
    public void At_the_end_blocks_are_asked_for_twice_but_never_of_the_same_peer()
    {
        PiecePicker picker = Picker(piece => piece == 0 ? FilePriority.Normal : FilePriority.Skip);
        Peer[] peers = [.. Enumerable.Range(0, 5).Select(_ => Join(picker, TestPeers.Seed(Count)))];
        Assert.Equal([(0, 0), (0, 1)], PickAll(picker, peers[0]));
        Assert.Equal([(0, 0), (0, 1)], PickAll(picker, peers[1]));
        Assert.Equal([(0, 0), (0, 1)], PickAll(picker, peers[2]));
        // Three at most.
        Assert.Empty(PickAll(picker, peers[3]));
        picker.RequestLost(peers[1], new BlockRequest(0, Block, Block));
        Assert.Equal([(0, 1)], PickAll(picker, peers[4]));
    }

    [Fact]
    public void Another_helps_with_a_slow_piece_when_there_is_nothing_to_start()
    {
        PiecePicker picker = Picker(piece => piece == 0 ? FilePriority.Normal : FilePriority.Skip);
        Peer slow = Join(picker, TestPeers.Seed(Count)), quick = Join(picker, TestPeers.Seed(Count));
        Assert.Equal((0, 0), Pick(picker, slow));
        Assert.Equal((0, 1), Pick(picker, quick));
    }

    [Fact]
    public void A_piece_on_parole_is_filled_by_one_peer_alone_and_starts_afresh_with_the_next()
    {
        PiecePicker picker = Picker(piece => piece == 0 ? FilePriority.Normal : FilePriority.Skip);
        Peer left = Join(picker, TestPeers.Seed(Count)), right = Join(picker, TestPeers.Seed(Count));
        PickAll(picker, left);
        OpenPiece piece = picker.Open[0];
        picker.Failed(piece);

        Assert.Equal((0, 0), Pick(picker, left));
        Assert.False(picker.TryPick(right, out _, out _));
        piece.EndRequest(0, left);
        piece.Receive(0, null, left);
        picker.Abandon(left);
        Assert.Equal(0, piece.ReceivedCount);
        Assert.Equal([(0, 0), (0, 1)], PickAll(picker, right));
    }

    [Fact]
    public void A_parole_filler_gets_blocks_again_that_others_gave_back()
    {
        PiecePicker picker = Picker(piece => piece == 0 ? FilePriority.Normal : FilePriority.Skip);
        Peer left = Join(picker, TestPeers.Seed(Count)), right = Join(picker, TestPeers.Seed(Count));
        PickAll(picker, left);
        picker.Failed(picker.Open[0]);
        PickAll(picker, left);
        // A choke takes the requests back one by one: the second comes free when the piece is another's already.
        picker.RequestLost(left, new BlockRequest(0, 0, Block));
        Assert.Equal([(0, 0)], PickAll(picker, right));
        picker.RequestLost(left, new BlockRequest(0, Block, Block));
        Assert.Equal([(0, 1)], PickAll(picker, right));
    }

    [Fact]
    public void When_as_many_are_open_as_may_be_slow_peers_get_help()
    {
        var geometry = new PieceGeometry(8L * 16 * 1024 * 1024, 16 * 1024 * 1024);
        var picker = new PiecePicker(geometry, new Random(1));
        picker.SetPriorities(Enumerable.Repeat(FilePriority.Normal, 8).ToArray());
        Peer[] slow = [.. Enumerable.Range(0, 4).Select(_ => Join(picker, TestPeers.Seed(8)))];
        foreach (Peer peer in slow) Pick(picker, peer);
        Assert.True(picker.IsFull);
        Peer quick = Join(picker, TestPeers.Seed(8));
        Assert.Equal(4 * 1024, PickAll(picker, quick).Count);
    }

    [Fact]
    public void A_lost_piece_is_wanted_again()
    {
        PiecePicker picker = Picker();
        picker.Verified(3);
        Assert.Equal(Count - 1, picker.WantedMissing);
        picker.Lost(3);
        Assert.Equal(Count, picker.WantedMissing);
        Assert.True(picker.Availability.Startable.Contains(3));
    }

    private static PiecePicker Picker(Func<int, FilePriority>? priorities = null)
    {
        var picker = new PiecePicker(new PieceGeometry(Count * 2 * Block, 2 * Block), new Random(1));
        picker.SetPriorities(Enumerable.Range(0, Count).Select(priorities ?? (_ => FilePriority.Normal)).ToArray());
        return picker;
    }

    private static Peer Join(PiecePicker picker, Peer peer)
    {
        picker.Availability.AddPeer(peer);
        return peer;
    }

    private static (int Piece, int Block) Pick(PiecePicker picker, Peer peer)
    {
        Assert.True(picker.TryPick(peer, out OpenPiece? piece, out int block));
        return (piece!.Index, block);
    }

    private static List<(int Piece, int Block)> PickAll(PiecePicker picker, Peer peer)
    {
        List<(int Piece, int Block)> picks = [];
        while (picker.TryPick(peer, out OpenPiece? piece, out int block)) picks.Add((piece!.Index, block));
        return picks;
    }
}
