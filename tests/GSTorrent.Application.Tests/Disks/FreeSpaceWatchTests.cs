using GSTorrent.Application.Disks;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Application.Tests.Disks;

public sealed class FreeSpaceWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task The_first_answer_comes_a_little_later()
    {
        var watch = new FreeSpaceWatch(_clock);
        string path = Path.GetTempPath();
        using var limit = new CancellationTokenSource(Patience);
        while (watch.Look(path) is not > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public void A_place_that_is_not_there_has_none() =>
        Assert.Null(new FreeSpaceWatch(_clock).Look("/no/such/place"));
}
