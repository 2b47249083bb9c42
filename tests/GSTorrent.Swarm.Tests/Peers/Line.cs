using GSTorrent.Primitives;

namespace GSTorrent.Swarm.Tests.Peers;

/// <summary>
/// A line with a rate and a round trip, in steps of a millisecond, with a peer that answers everything.
/// </summary>
internal static class Line
{
    public static long Run(long bytesPerSecond, int roundTripMs, int seconds, out RequestPipeline pipeline)
    {
        const int Block = PieceGeometry.BlockSize;
        pipeline = new RequestPipeline { PeerLimit = 2000 };
        var rate = default(RateMeter);
        var underWay = new Queue<(long DueMs, BlockRequest Request)>();
        double credit = 0;
        int next = 0;
        for (long ms = 0; ms < seconds * 1000L; ms++)
        {
            var now = new MonotonicTime(ms);
            credit = Math.Min(credit + (bytesPerSecond / 1000.0), Math.Max(Block, bytesPerSecond / 100.0));
            while (credit >= Block && underWay.TryPeek(out (long DueMs, BlockRequest Request) answer)
                   && answer.DueMs <= ms)
            {
                credit -= Block;
                underWay.Dequeue();
                Assert.True(pipeline.Remove(answer.Request, now));
                rate.Add(Block, now);
                pipeline.BlockArrived();
            }

            if (ms % 1000 == 700) pipeline.Adapt(rate.BytesPerSecond(now));
            while (pipeline.Count < pipeline.Depth)
            {
                var request = new BlockRequest(next++, 0, Block);
                pipeline.Add(request, now);
                underWay.Enqueue((ms + roundTripMs, request));
            }
        }

        return rate.Total;
    }
}
