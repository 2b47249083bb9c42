using GSTorrent.Application.Access;

namespace GSTorrent.Application.Tests.Access;

public sealed class PasswordPlacesTests
{
    private readonly PasswordPlaces<int> _places = new();

    [Fact]
    public void A_user_gets_a_place_however_many_strangers_wait()
    {
        for (int i = 0; i < 1_000; i++) _places.Enter($"guess{i}", i);
        Assert.True(_places.TryTake("bob"));
        for (int i = 0; i < 100; i++) Assert.True(_places.TryTake($"user{i}"));
    }

    [Fact]
    public void One_user_has_few_and_gets_them_back()
    {
        for (int i = 0; i < PasswordPlaces<int>.MaxOfUser; i++)
            Assert.True(_places.TryTake(i % 2 == 0 ? "bob" : "BOB"));
        Assert.False(_places.TryTake("bob"));
        Assert.True(_places.TryTake("carl"));
        _places.Leave("Bob");
        Assert.True(_places.TryTake("bob"));
        Assert.False(_places.TryTake("bob"));
    }

    [Fact]
    public void What_the_throttle_lets_through_at_one_name_is_refused_to_nobody()
    {
        for (int i = 0; i < SignInThrottle.FreeFailures; i++)
        {
            Assert.True(_places.TryTake("bob"));
            Assert.Equal(StrangerTurn.Now, _places.Enter("nobody", i));
        }
    }

    [Fact]
    public void Strangers_that_find_no_place_take_the_next_free_one_together_but_one_of_each_name()
    {
        Fill();
        Assert.Equal(StrangerTurn.Later, _places.Enter("a", 1));
        Assert.Equal(StrangerTurn.Later, _places.Enter("A", 2));
        Assert.Equal(StrangerTurn.Later, _places.Enter("b", 3));
        Assert.Equal(StrangerTurn.Later, _places.Enter("a", 4));
        Assert.Equal([1, 3], _places.Next());
        Assert.Equal([2], _places.Next());
        Assert.Equal(StrangerTurn.Later, _places.Enter("c", 5));
        Assert.Equal([4, 5], _places.Next());

        // Each of them took a place that another had left: so many are taken still.
        for (int i = 0; i < PasswordPlaces<int>.MaxOfStrangers; i++) Assert.Empty(_places.Next());
        Fill();
    }

    [Fact]
    public void There_is_an_end_to_waiting()
    {
        Fill();
        for (int i = 0; i < PasswordPlaces<int>.MaxWaiting; i++)
            Assert.Equal(StrangerTurn.Later, _places.Enter($"guess{i}", i));
        Assert.Equal(StrangerTurn.Refused, _places.Enter("one more", 0));
        Assert.Equal(PasswordPlaces<int>.MaxWaiting, _places.Next().Count);
        Assert.Equal(StrangerTurn.Later, _places.Enter("one more", 0));
    }

    private void Fill()
    {
        for (int i = 0; i < PasswordPlaces<int>.MaxOfStrangers; i++)
            Assert.Equal(StrangerTurn.Now, _places.Enter($"first{i}", -1));
        Assert.Equal(StrangerTurn.Later, _places.Enter("probe", -1));
        Assert.Equal([-1], _places.Next());
    }
}
