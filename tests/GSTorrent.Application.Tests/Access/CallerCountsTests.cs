using GSTorrent.Application.Access;

namespace GSTorrent.Application.Tests.Access;

public sealed class CallerCountsTests
{
    [Fact]
    public void One_caller_takes_no_room_of_another_and_nothing_stays()
    {
        var counts = new CallerCounts(ofCaller: 3, ofAll: 5);
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => counts.TryEnter("a") is CallerAdmission.Granted));
        Assert.Equal(CallerAdmission.CallerIsFull, counts.TryEnter("a"));
        for (int i = 0; i < 2; i++) Assert.Equal(CallerAdmission.Granted, counts.TryEnter("b"));
        Assert.Equal(CallerAdmission.AllAreFull, counts.TryEnter("b"));
        Assert.Equal(CallerAdmission.AllAreFull, counts.TryEnter("c"));
        Assert.Equal((2, 3, 2, 0), (counts.Callers, counts.CountOf("a"), counts.CountOf("b"), counts.CountOf("c")));
        counts.Leave("a");
        Assert.Equal(CallerAdmission.Granted, counts.TryEnter("c"));
        for (int i = 0; i < 2; i++) counts.Leave("a");
        for (int i = 0; i < 2; i++) counts.Leave("b");
        counts.Leave("c");
        Assert.Equal(0, counts.Callers);
    }
}
