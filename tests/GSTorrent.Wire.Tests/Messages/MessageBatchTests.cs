using GSTorrent.Primitives;

namespace GSTorrent.Wire.Tests.Messages;

public sealed class MessageBatchTests
{
    [Fact]
    public void Messages_stay_in_order_beyond_the_first_capacity()
    {
        var batch = new MessageBatch();
        for (int i = 0; i < MessageBatch.FullCount; i++)
        {
            Assert.False(batch.IsFull);
            batch.Add(PeerMessage.Have(i));
        }

        Assert.True(batch.IsFull);
        Assert.Equal(
            Enumerable.Range(0, MessageBatch.FullCount), batch.Messages.ToArray().Select(message => message.Piece));
    }

    [Fact]
    public void Discard_releases_blocks_and_clear_does_not()
    {
        var pool = new BlockPool();
        var batch = new MessageBatch();
        batch.Add(PeerMessage.ForPiece(0, 0, pool.Rent()));
        batch.Add(PeerMessage.Choke);
        batch.Discard();
        Assert.Equal(0, pool.RentedCount);
        Assert.Equal(0, batch.Count);
        batch.Add(PeerMessage.ForPiece(0, 0, pool.Rent()));
        batch.Clear();
        Assert.Equal(1, pool.RentedCount);
    }

    [Fact]
    public void The_pool_keeps_a_bounded_number_and_hands_out_empty_ones()
    {
        var pool = new MessageBatchPool(1);
        MessageBatch first = pool.Rent(), second = pool.Rent();
        first.Add(PeerMessage.Choke);
        pool.Return(first);
        pool.Return(second);
        Assert.Same(first, pool.Rent());
        Assert.Equal(0, first.Count);
        Assert.NotSame(second, pool.Rent());
    }

    [Fact]
    public void A_batch_that_grew_in_a_flood_is_not_kept()
    {
        var pool = new MessageBatchPool(1);
        MessageBatch batch = pool.Rent();
        for (int i = 0; i <= MessageBatch.FullCount; i++) batch.Add(PeerMessage.Choke);
        pool.Return(batch);
        Assert.NotSame(batch, pool.Rent());
    }
}
