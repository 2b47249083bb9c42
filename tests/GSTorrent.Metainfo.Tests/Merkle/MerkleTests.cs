using System.Security.Cryptography;
using CsCheck;

namespace GSTorrent.MetainfoFormat.Tests;

public sealed class MerkleTests
{
    private static byte[] Pair(byte[] left, byte[] right) => SHA256.HashData([.. left, .. right]);

    private static byte[] Leaf(int seed) => SHA256.HashData(BitConverter.GetBytes(seed));

    /// <summary>The definition, leaf by leaf, as an oracle.</summary>
    private static byte[] Plain(byte[][] leaves)
    {
        while (leaves.Length > 1) leaves = [.. leaves.Chunk(2).Select(two => Pair(two[0], two[1]))];
        return leaves[0];
    }

    [Fact]
    public void One_block_is_its_own_root() => Assert.Equal(Leaf(1), Merkle.SmallFileRoot(Leaf(1)));

    [Fact]
    public void Three_blocks_are_filled_up_with_zeros() =>
        Assert.Equal(
            Pair(Pair(Leaf(1), Leaf(2)), Pair(Leaf(3), new byte[32])),
            Merkle.SmallFileRoot([.. Leaf(1), .. Leaf(2), .. Leaf(3)]));

    [Fact]
    public void The_empty_root_is_the_tree_of_zeros()
    {
        Assert.Equal(new byte[32], Merkle.EmptyRoot(0));
        Assert.Equal(Plain([.. Enumerable.Repeat(new byte[32], 8)]), Merkle.EmptyRoot(3));
    }

    [Fact]
    public void A_file_root_over_pieces_is_the_root_over_its_blocks() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[0, 4]).Sample((blocks, shift) =>
        {
            int pieceLength = 16384 << shift;
            int perPiece = 1 << shift;
            byte[][] leaves = [.. Enumerable.Range(0, blocks).Select(Leaf)];
            if (blocks <= perPiece)
            {
                int small = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)blocks);
                return Merkle.SmallFileRoot([.. leaves.SelectMany(x => x)]).SequenceEqual(Plain(Filled(leaves, small)));
            }

            byte[] layer =
                [.. leaves.Chunk(perPiece).SelectMany(piece => Merkle.PieceRoot([.. piece.SelectMany(x => x)],
                    pieceLength))];
            int width = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)blocks);
            return Merkle.FileRoot(layer, pieceLength).SequenceEqual(Plain(Filled(leaves, width)));
        }, iter: 300);

    [Fact]
    public void Nonsense_is_a_bug_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => Merkle.SmallFileRoot([]));
        Assert.Throws<ArgumentException>(() => Merkle.SmallFileRoot(new byte[31]));
        Assert.Throws<ArgumentException>(() => Merkle.PieceRoot(new byte[32], 20_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Merkle.PieceRoot(new byte[96], 32768));
    }

    private static byte[][] Filled(byte[][] leaves, int width) =>
        [.. leaves, .. Enumerable.Repeat(new byte[32], width - leaves.Length)];
}
