namespace GSTorrent.Primitives.Tests.Memory;

public sealed class BlockPoolTests
{
    [Fact]
    public void Buffers_do_not_overlap_and_come_back()
    {
        var pool = new BlockPool();
        BlockBuffer[] blocks = [.. Enumerable.Range(0, 200).Select(_ => pool.Rent())];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i].Length = PieceGeometry.BlockSize;
            blocks[i].Span.Fill((byte)i);
        }

        for (int i = 0; i < blocks.Length; i++) Assert.True(blocks[i].Span.IndexOfAnyExcept((byte)i) < 0);
        Assert.Equal(200, pool.RentedCount);
        foreach (BlockBuffer block in blocks) block.Release();
        Assert.Equal(0, pool.RentedCount);
    }

    [Fact]
    public void Giving_back_twice_is_a_bug_and_throws()
    {
        BlockBuffer block = new BlockPool().Rent();
        block.Release();
        Assert.Throws<InvalidOperationException>(block.Release);
    }

    [Fact]
    public void More_than_a_block_does_not_fit()
    {
        BlockBuffer block = new BlockPool().Rent();
        block.Fill(new byte[PieceGeometry.BlockSize]);
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Fill(new byte[PieceGeometry.BlockSize + 1]));
    }

    [Fact]
    public void Threads_may_share_it()
    {
        var pool = new BlockPool();
        Parallel.For(0, 20_000, i =>
        {
            BlockBuffer block = pool.Rent();
            block.Length = 4;
            BitConverter.TryWriteBytes(block.Span, i);
            Assert.Equal(i, BitConverter.ToInt32(block.Span));
            block.Release();
        });
        Assert.Equal(0, pool.RentedCount);
    }
}
