namespace GSTorrent.Engine.Tests.Connections;

public sealed class LimitsTests
{
    [Fact]
    public void No_more_connections_than_the_limit_and_each_end_makes_room()
    {
        var budget = new ConnectionBudget { MaxConnections = 3 };
        Assert.True(budget.TryConnect() && budget.TryConnect() && budget.TryConnect());
        Assert.False(budget.TryConnect());
        Assert.False(budget.TryDial());
        Assert.Equal(3, budget.Count);
        budget.Disconnected();
        Assert.True(budget.TryDial());
        Assert.True(budget.TryConnect());
    }

    [Fact]
    public void Half_open_connections_have_their_own_limit()
    {
        var budget = new ConnectionBudget { MaxHalfOpen = 2 };
        Assert.True(budget.TryDial() && budget.TryDial());
        Assert.False(budget.TryDial());
        Assert.Equal(2, budget.HalfOpenCount);
        budget.DialEnded();
        Assert.True(budget.TryDial());
        Assert.Equal(0, budget.Count);
    }

    [Fact]
    public void Many_threads_never_pass_the_limit()
    {
        var budget = new ConnectionBudget { MaxConnections = 5 };
        int most = 0;
        Parallel.For(0, 20_000, _ =>
        {
            if (!budget.TryConnect()) return;
            int now = Interlocked.Increment(ref most);
            Assert.InRange(now, 1, 5);
            Interlocked.Decrement(ref most);
            budget.Disconnected();
        });
        Assert.Equal(0, budget.Count);
    }
}
