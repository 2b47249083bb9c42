using GSTorrent.Server.Logging;
using GSTorrent.Server.Tests.Control.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Server.Tests.Logging;

public sealed class MessageLimitTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_few_of_a_kind_pass_in_a_minute_and_the_next_tells_how_many_did_not()
    {
        var limit = new MessageLimit(_clock);
        int passed = Enumerable.Range(0, 1_000).Count(_ => limit.TryPass(1, null, out int _));
        Assert.Equal(MessageLimit.MaxInMinute, passed);
        Assert.True(limit.TryPass(2, null, out int left));
        Assert.True(limit.TryPass(1, typeof(IOException), out _));
        Assert.Equal(0, left);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(limit.TryPass(1, null, out _));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(limit.TryPass(1, null, out left));
        Assert.Equal(1_000 - MessageLimit.MaxInMinute + 1, left);
        Assert.True(limit.TryPass(1, null, out left));
        Assert.Equal(0, left);
    }

    [Fact]
    public void Any_number_of_kinds_passes_a_bounded_number_of_messages()
    {
        var limit = new MessageLimit(_clock);
        int passed = Enumerable.Range(0, 100_000).Count(i => limit.TryPass(i, null, out _));
        Assert.InRange(passed, 1, 200);
    }

    [Fact]
    public void A_logger_leaves_out_and_says_so()
    {
        using var seen = new Messages();
        var log = new LimitedLogger(seen, new MessageLimit(_clock));
        for (int i = 0; i < 100; i++) Say(log, i);
        Assert.Equal(["no 0", "no 1", "no 2", "no 3", "no 4"], seen.All, StringComparer.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Say(log, 100);
        Assert.Equal(
            ["95 messages like the next one were left out.", "no 100"], seen.All.Skip(5), StringComparer.Ordinal);
    }

    private static void Say(LimitedLogger log, int number) => log.Log(
        LogLevel.Error, new EventId(7), number, null, (state, _) => $"no {state}");
}
