using GSTorrent.Server.Control.Connections;

namespace GSTorrent.Server.Tests.Control.Connections;

public sealed class RefusalTallyTests
{
    private readonly RefusalTally _tally = new();

    [Fact]
    public void The_first_of_an_address_is_told_and_the_others_are_summed_up()
    {
        Assert.True(_tally.AddOfAddress("a", out bool isFirst));
        Assert.True(isFirst);
        for (int i = 0; i < 5_000; i++) Assert.False(_tally.AddOfAddress("a", out _));
        Assert.True(_tally.AddOfAddress("b", out isFirst));
        Assert.False(isFirst);
        Assert.True(_tally.AddOfRoom("from other machines", out _));
        Assert.False(_tally.AddOfRoom("from other machines", out _));
        Assert.Equal(
            "In the last minute 5001 more connections were cut off: 5000 of a, 1 from other machines.", _tally.Sum());
    }

    [Fact]
    public void Those_that_made_room_are_told_apart()
    {
        Assert.True(_tally.AddOfLargest("a", out bool isFirst));
        Assert.True(isFirst);
        for (int i = 0; i < 20; i++) Assert.False(_tally.AddOfLargest("a", out _));
        Assert.True(_tally.AddOfAddress("a", out _));
        Assert.False(_tally.AddOfAddress("a", out _));
        Assert.Equal(
            "In the last minute 21 more connections were cut off: 20 of a to make room, 1 of a.", _tally.Sum());
    }

    [Fact]
    public void While_it_goes_on_there_is_one_line_a_minute()
    {
        _tally.AddOfAddress("a", out _);
        for (int minute = 0; minute < 10; minute++)
        {
            for (int i = 0; i < 100; i++) Assert.False(_tally.AddOfAddress("a", out bool isFirst) || isFirst);
            Assert.Equal("In the last minute 100 more connections were cut off: 100 of a.", _tally.Sum());
        }

        Assert.Null(_tally.Sum());
        Assert.True(_tally.AddOfAddress("a", out bool isNew));
        Assert.True(isNew);
    }

    [Fact]
    public void Few_addresses_are_named_however_many_there_are()
    {
        int told = Enumerable.Range(0, 10_000).Count(i => _tally.AddOfAddress($"a{i}", out _));
        Assert.Equal(RefusalTally.MaxNamed, told);
        string? sum = _tally.Sum();
        Assert.Equal("In the last minute 9996 more connections were cut off: 9996 of other addresses.", sum);
        Assert.Null(_tally.Sum());
        Assert.True(_tally.AddOfAddress("new", out _));
    }

    [Fact]
    public void A_room_is_told_after_any_number_of_addresses()
    {
        for (int i = 0; i < 100; i++) _tally.AddOfAddress($"a{i}", out _);
        Assert.True(_tally.AddOfRoom("from this machine", out bool isFirst));
        Assert.False(isFirst);
    }
}
