using GSTorrent.Application.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class FetchPlacesTests
{
    private readonly FetchPlaces _places = new(places: 4, ofCaller: 3);

    [Fact]
    public async Task One_caller_leaves_a_place_and_whoever_has_fewest_is_next()
    {
        Task[] a = [.. Enumerable.Range(0, 6).Select(_ => EnterAsync("a"))];
        Assert.Equal(3, a.Count(one => one.IsCompletedSuccessfully));
        Task[] b = [EnterAsync("b"), EnterAsync("b")];
        Task c = EnterAsync("c");
        Assert.Equal((true, false, false), (b[0].IsCompleted, b[1].IsCompleted, c.IsCompleted));
        _places.Leave("a");
        await c;
        Assert.False(b[1].IsCompleted);

        // Both have one then: the oldest is next.
        _places.Leave("a");
        await a[3];
        Assert.False(b[1].IsCompleted);
        _places.Leave("b");
        await b[1];
        Assert.False(a[4].IsCompleted);
    }

    [Fact]
    public async Task Whoever_gives_up_takes_no_turn()
    {
        for (int i = 0; i < 3; i++) await EnterAsync("a");
        using var stop = new CancellationTokenSource();
        Task gone = _places.EnterAsync("a", stop.Token);
        Task next = EnterAsync("a");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _places.Leave("a");
        await next;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _places.EnterAsync("b", stop.Token));
        Assert.True(EnterAsync("b").IsCompleted);
    }

    private Task EnterAsync(string caller) => _places.EnterAsync(caller, CancellationToken.None);
}
