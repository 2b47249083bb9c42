using GSTorrent.Primitives;

namespace GSTorrent.Swarm.Tests.Peers;

public sealed class UploadQueueTests
{
    private const int Block = PieceGeometry.BlockSize;
    private const long Fast = 100_000_000;

    [Fact]
    public void Requests_of_any_kind_leave_together()
    {
        UploadQueue queue = Queue(
            [(0, 0), (0, 3), (1, 0), (1, 1), .. Enumerable.Range(0, 14).Select(block => (2, block))]);
        Assert.Equal(16, Take(queue, Fast).Count);
        Assert.Equal([(2, 12), (2, 13)], Take(queue, Fast));
        Assert.Empty(Take(queue, Fast));
        Assert.Equal(18 * Block, queue.BytesInFlight);
    }

    [Fact]
    public void Few_runs_are_out_however_small_they_are_and_the_rest_gathers()
    {
        var queue = new UploadQueue();
        for (int i = 0; i < UploadQueue.MaxRunsInFlight; i++)
        {
            queue.TryAdd(new BlockRequest(0, i, 1));
            Assert.Single(Take(queue, Fast));
        }

        for (int i = 0; i < 40; i++) queue.TryAdd(new BlockRequest(1, i, 1));
        Assert.Empty(Take(queue, Fast));
        queue.Ended(1);
        Assert.Equal(16, Take(queue, Fast).Count);
        Assert.Empty(Take(queue, Fast));
    }

    [Fact]
    public void A_run_has_ended_when_all_its_bytes_have_left()
    {
        UploadQueue queue = Queue([.. Enumerable.Range(0, 1000).Select(block => (0, block))]);
        while (Take(queue, Fast).Count > 0)
        {
        }

        Assert.Equal(16 * 16 * Block, queue.BytesInFlight);
        queue.Ended((16 * Block) - 1);
        Assert.Empty(Take(queue, Fast));
        queue.Ended(1);
        Assert.Equal(16, Take(queue, Fast).Count);
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
        Assert.Equal([(0, 0), (0, 2)], Take(queue, Fast));
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
