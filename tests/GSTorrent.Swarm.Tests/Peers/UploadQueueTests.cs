using GSTorrent.Primitives;

namespace GSTorrent.Swarm.Tests.Peers;

public sealed class UploadQueueTests
{
    private const int Block = PieceGeometry.BlockSize;
    private const long Fast = 100_000_000;

    [Fact]
    public void Neighbours_leave_together_and_others_apart()
    {
        UploadQueue queue = Queue((0, 0), (0, 1), (0, 3), (1, 0), (1, 1));
        Assert.Equal([(0, 0), (0, 1)], Take(queue, Fast));
        Assert.Equal([(0, 3)], Take(queue, Fast));
        Assert.Equal([(1, 0), (1, 1)], Take(queue, Fast));
        Assert.Empty(Take(queue, Fast));
        Assert.Equal(5 * Block, queue.BytesInFlight);
    }

    [Fact]
    public void A_slow_peer_has_little_on_its_way_and_a_fast_one_much()
    {
        UploadQueue slow = Queue([.. Enumerable.Range(0, 1000).Select(block => (0, block))]);
        UploadQueue fast = Queue([.. Enumerable.Range(0, 1000).Select(block => (0, block))]);
        while (Take(slow, 10_000).Count > 0) Assert.InRange(slow.BytesInFlight, 1, 64 * 1024);
        while (Take(fast, Fast).Count > 0) Assert.InRange(fast.BytesInFlight, 1, 5 * 1024 * 1024);
        Assert.Equal(64 * 1024, slow.BytesInFlight);
        Assert.InRange(fast.BytesInFlight, 4 * 1024 * 1024, 5 * 1024 * 1024);
    }

    [Fact]
    public void More_than_the_limit_is_refused()
    {
        var queue = new UploadQueue();
        for (int i = 0; i < UploadQueue.Limit; i++) Assert.True(queue.TryAdd(new BlockRequest(i, 0, Block)));
        Assert.False(queue.TryAdd(new BlockRequest(0, 0, Block)));
    }

    [Fact]
    public void A_cancelled_request_is_gone_and_the_rest_keeps_its_order()
    {
        UploadQueue queue = Queue((0, 0), (0, 1), (0, 2));
        Assert.True(queue.Remove(new BlockRequest(0, Block, Block)));
        Assert.False(queue.Remove(new BlockRequest(0, Block, Block)));
        Assert.Equal([(0, 0)], Take(queue, Fast));
        Assert.Equal([(0, 2)], Take(queue, Fast));
    }

    private static UploadQueue Queue(params (int Piece, int Block)[] requests)
    {
        var queue = new UploadQueue();
        foreach ((int piece, int block) in requests) queue.TryAdd(new BlockRequest(piece, block * Block, Block));
        return queue;
    }

    private static List<(int Piece, int Block)> Take(UploadQueue queue, long rateBytesPerSecond)
    {
        Span<BlockRequest> run = stackalloc BlockRequest[UploadQueue.MaxRun];
        int count = queue.TakeRun(run, rateBytesPerSecond);
        List<(int Piece, int Block)> taken = [];
        foreach (BlockRequest request in run[..count]) taken.Add((request.Piece, request.Offset / Block));
        return taken;
    }
}
