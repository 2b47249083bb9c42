using GSTorrent.Api.Native.Events;

namespace GSTorrent.Api.Native.Tests.Events;

public sealed class StreamCountsTests
{
    [Fact]
    public void One_caller_takes_no_room_of_another_and_nothing_stays()
    {
        var counts = new StreamCounts(3);
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => counts.TryEnter("a")));
        Assert.True(counts.TryEnter("b"));
        Assert.Equal(2, counts.Callers);
        counts.Leave("a");
        Assert.True(counts.TryEnter("a"));
        Assert.False(counts.TryEnter("a"));
        for (int i = 0; i < 3; i++) counts.Leave("a");
        counts.Leave("b");
        Assert.Equal(0, counts.Callers);
    }
}
