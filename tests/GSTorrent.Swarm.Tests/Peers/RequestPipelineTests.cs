using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Swarm.Tests.Peers;

public sealed class RequestPipelineTests
{
    private const int Block = PieceGeometry.BlockSize;
    private static readonly MonotonicTime Now = new(0);

    [Fact]
    public void It_keeps_the_order_like_a_list() =>
        Gen.Int[0, 50].Array[0, 300].Sample(steps =>
        {
            var pipeline = new RequestPipeline();
            var model = new List<BlockRequest>();
            foreach (int step in steps)
            {
                var request = new BlockRequest(step, 0, Block);
                if (model.Contains(request))
                {
                    Assert.True(pipeline.Remove(request, Now));
                    model.Remove(request);
                }
                else
                {
                    Assert.False(pipeline.Remove(request, Now));
                    pipeline.Add(request, Now);
                    model.Add(request);
                }

                Assert.Equal(model, Enumerable.Range(0, pipeline.Count).Select(index => pipeline[index]));
            }
        });

    [Theory]
    [InlineData(125_000_000, 100, 0.9)]
    [InlineData(125_000_000, 20, 0.9)]
    [InlineData(12_500_000, 300, 0.9)]
    [InlineData(100_000, 100, 0.9)]
    [InlineData(10_000, 50, 0.9)]
    public void It_fills_the_line(long lineBytesPerSecond, int roundTripMs, double share)
    {
        const int Seconds = 20;
        long received = Line.Run(lineBytesPerSecond, roundTripMs, Seconds, out RequestPipeline pipeline);
        // The first five seconds are for the start.
        Assert.True(received > lineBytesPerSecond * (Seconds - 5) * share, $"{received} bytes, depth {pipeline.Depth}");
        // Two seconds of the rate at most stand in a slow line.
        Assert.InRange(pipeline.Depth, 1, Math.Max(8, 2 * lineBytesPerSecond / Block));
    }

    [Fact]
    public void It_asks_for_no_more_than_the_peer_takes()
    {
        var pipeline = new RequestPipeline { PeerLimit = 20 };
        for (int i = 0; i < 100; i++) pipeline.BlockArrived();
        Assert.Equal(20, pipeline.Depth);
    }

    [Fact]
    public void One_who_lets_us_wait_gets_one_request_at_a_time_until_it_answers()
    {
        var pipeline = new RequestPipeline();
        pipeline.Snub();
        for (int second = 0; second < 10; second++) pipeline.Adapt(0);
        Assert.Equal(1, pipeline.Depth);
        pipeline.Unsnub();
        pipeline.BlockArrived();
        Assert.InRange(pipeline.Depth, 2, 16);
    }

    [Fact]
    public void Answers_to_what_was_given_up_are_counted()
    {
        var pipeline = new RequestPipeline();
        pipeline.Add(new BlockRequest(0, 0, Block), Now);
        pipeline.Add(new BlockRequest(1, 0, Block), Now);
        Assert.True(pipeline.TryGiveUp(new BlockRequest(1, 0, Block), Now));
        pipeline.Clear();
        Assert.True(pipeline.TakeGivenUp());
        Assert.True(pipeline.TakeGivenUp());
        Assert.False(pipeline.TakeGivenUp());
    }
}
