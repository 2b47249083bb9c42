using GSTorrent.Primitives;
using GSTorrent.Transport.Tcp;

namespace GSTorrent.Transport.Tests.Tcp;

public sealed class UploadSlabTests
{
    [Fact]
    public void It_holds_sixteen_blocks_and_no_more()
    {
        var pool = new UploadSlabPool();
        UploadSlab slab = pool.Rent();
        for (int i = 0; i < UploadSlab.MaxBlocks; i++)
            Assert.True(slab.TryAdd(new BlockRequest(1, i * PieceGeometry.BlockSize, PieceGeometry.BlockSize)));
        Assert.False(slab.TryAdd(new BlockRequest(2, 0, 1)));
        Assert.Equal(16 * (13 + PieceGeometry.BlockSize), slab.Length);
        Assert.Equal(16, slab.Payloads.Count);
        Assert.All(slab.Payloads, payload => Assert.Equal(PieceGeometry.BlockSize, payload.Length));
    }

    [Fact]
    public void A_longer_request_takes_the_room_of_several()
    {
        UploadSlab slab = new UploadSlabPool().Rent();
        Assert.True(slab.TryAdd(new BlockRequest(0, 0, 128 * 1024)));
        Assert.True(slab.TryAdd(new BlockRequest(0, 0, 128 * 1024)));
        Assert.False(slab.TryAdd(new BlockRequest(0, 0, 128 * 1024)));
        Assert.False(slab.TryAdd(new BlockRequest(0, 0, int.MaxValue)));
        Assert.False(slab.TryAdd(new BlockRequest(0, 0, 0)));
    }

    [Fact]
    public void A_slab_comes_back_empty()
    {
        var pool = new UploadSlabPool();
        UploadSlab slab = pool.Rent();
        slab.TryAdd(new BlockRequest(0, 0, 5));
        slab.Drop(0);
        slab.Release();
        Assert.Equal(0, pool.RentedCount);
        UploadSlab again = pool.Rent();
        Assert.Same(slab, again);
        Assert.Equal(0, again.Count);
        Assert.Equal(0, again.Length);
        Assert.Empty(again.Payloads);
        Assert.False(again.IsDropped(0));
    }

    [Fact]
    public void Releasing_twice_is_a_bug()
    {
        UploadSlab slab = new UploadSlabPool().Rent();
        slab.Release();
        Assert.Throws<InvalidOperationException>(slab.Release);
    }
}
