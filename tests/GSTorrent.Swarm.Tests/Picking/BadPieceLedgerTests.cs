using GSTorrent.Primitives;

namespace GSTorrent.Swarm.Tests.Picking;

public sealed class BadPieceLedgerTests
{
    private static readonly PieceGeometry Geometry =
        new(1000L * 3 * PieceGeometry.BlockSize, 3 * PieceGeometry.BlockSize);

    [Fact]
    public void Those_whose_blocks_differ_are_guilty_and_only_they()
    {
        var ledger = new BadPieceLedger();
        Peer honest = TestPeers.Seed(1), guilty = TestPeers.Seed(1);
        ledger.Add(Piece(7, honest, guilty, honest), Hashes(1, 99, 3));
        ledger.Add(Piece(7, guilty, honest, honest), Hashes(98, 2, 3));
        Assert.True(ledger.Contains(7));
        Assert.Equal([guilty], ledger.Convict(7, Hashes(1, 2, 3)));
        Assert.False(ledger.Contains(7));
        Assert.Empty(ledger.Convict(7, Hashes(1, 2, 3)));
    }

    [Fact]
    public void Blocks_from_the_disk_blame_nobody()
    {
        var ledger = new BadPieceLedger();
        Peer honest = TestPeers.Seed(1);
        ledger.Add(Piece(0, null, honest, null), Hashes(9, 2, 9));
        Assert.Empty(ledger.Convict(0, Hashes(1, 2, 3)));
    }

    [Fact]
    public void Only_so_many_pieces_are_remembered()
    {
        var ledger = new BadPieceLedger();
        Peer peer = TestPeers.Seed(1);
        for (int piece = 0; piece < 300; piece++) ledger.Add(Piece(piece, peer, peer, peer), Hashes(1, 2, 3));
        Assert.False(ledger.Contains(0));
        Assert.True(ledger.Contains(299));
    }

    private static OpenPiece Piece(int index, params Peer?[] sources)
    {
        var piece = new OpenPiece();
        piece.Open(Geometry, index);
        for (int block = 0; block < sources.Length; block++) piece.Receive(block, null, sources[block]);
        return piece;
    }

    private static byte[] Hashes(params byte[] marks) => [.. marks.SelectMany(mark => Enumerable.Repeat(mark, 20))];
}
