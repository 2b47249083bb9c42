using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>All trackers of a torrent are dead for an hour, in every way that trackers are dead.</summary>
public sealed class TrackerOutageTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);

    /// <summary>An announce may be due between two ticks of the engine, and its answer takes some real time.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly List<DateTimeOffset> _asked = [];
    private volatile bool _isDead = true;

    [Fact]
    public async Task Trackers_are_asked_less_and_less_and_found_again_within_one_interval()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 100_000));
        await using var tracker = new FakeHttpTracker(AnswerAsync);
        await using var silent = new FakeHttpTracker((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var mute = new FakeUdpTracker(_ => []);
        await using var engine = new TestEngine(seed: 1, time: _time);
        TorrentHandle handle = engine.Add(
            torrent, torrent.FolderWithContent("seed"),
            change: spec => spec with { TrackerTiers = [[tracker.Url], [silent.Url], [mute.Url]] });
        try
        {
            await engine.WhenSeedingAsync();
            await PassAsync(engine, handle, TimeSpan.FromHours(1), () => false);
            AssertPauses();
            Assert.Null(handle.Snapshot.Error);
            await AssertFoundAgainAsync(engine, handle);
        }
        finally
        {
            await StopAsync(engine);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trackers_that_do_not_answer_never_keep_the_engine_from_ending(bool wereAlive)
    {
        _isDead = !wereAlive;
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 100_000));
        await using var tracker = new FakeHttpTracker(SilentWhenDeadAsync);
        await using var mute = new FakeUdpTracker(request => _isDead ? [] : [FakeUdpTracker.Honest(request)]);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(
            torrent, torrent.FolderWithContent("seed"),
            change: spec => spec with { TrackerTiers = [[tracker.Url], [mute.Url]] });
        await engine.WhenSeedingAsync();
        while (wereAlive && (await handle.GetTrackersAsync()).Any(one => one.LastAnnounceSucceeded != true))
            await Task.Yield();
        _isDead = true;

        // It could take the 60 s that an announce has, or the 50 s that the engine is given.
        await engine.StopCleanlyAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private static Task SendAsync(System.Net.Sockets.NetworkStream stream, CancellationToken stop) =>
        FakeHttpTracker.SendAsync(
            stream, "HTTP/1.1 200 OK",
            Encoding.Latin1.GetBytes("d8:completei7e10:incompletei1e8:intervali900ee"), stop);

    // A dead one closes the connection without a word. The HTTP stack of .NET asks it again at once, twice, which is
    // the same announce: no time has passed.
    private Task AnswerAsync(string request, System.Net.Sockets.NetworkStream stream, CancellationToken stop)
    {
        lock (_asked)
            if (_asked.Count == 0 || _asked[^1] != _time.GetUtcNow()) _asked.Add(_time.GetUtcNow());
        return _isDead ? Task.CompletedTask : SendAsync(stream, stop);
    }

    private Task SilentWhenDeadAsync(
        string request, System.Net.Sockets.NetworkStream stream, CancellationToken stop) =>
        _isDead ? Task.Delay(Timeout.Infinite, stop) : SendAsync(stream, stop);

    private int Asked()
    {
        lock (_asked) return _asked.Count;
    }

    private TimeSpan[] Pauses()
    {
        lock (_asked) return [.. _asked.Zip(_asked.Skip(1), (one, next) => next - one)];
    }

    private void AssertPauses()
    {
        // 80 s, doubled each time, less a quarter by chance: 6 to 8 announces in an hour.
        TimeSpan[] pauses = Pauses();
        Assert.InRange(pauses.Length, 5, 8);
        Assert.All(pauses, pause =>
            Assert.InRange(pause, TimeSpan.FromSeconds(60) - s_slack, TimeSpan.FromMinutes(30) + s_slack));
        Assert.True(pauses[^1] > 4 * pauses[0]);
    }

    private async Task AssertFoundAgainAsync(TestEngine engine, TorrentHandle handle)
    {
        _isDead = false;
        int before = Asked();
        TimeSpan took = await PassAsync(engine, handle, TimeSpan.FromHours(1), () => Asked() > before);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromMinutes(30) + s_slack);
        TrackerSnapshot found = (await handle.GetTrackersAsync())[0];
        Assert.Equal(("Working", 7), (found.Status, found.Seeders));
        Assert.InRange(found.NextAnnounceInMs!.Value, 890_000, 900_000);

        // From here on it is asked as often as it wishes.
        before = Asked();
        took = await PassAsync(engine, handle, TimeSpan.FromHours(1), () => Asked() > before);
        Assert.InRange(took, TimeSpan.FromSeconds(890), TimeSpan.FromSeconds(900) + s_slack);
    }

    // The first tracker answers at once or not at all: no time passes before the engine has worked and was answered.
    private async Task<TimeSpan> PassAsync(
        TestEngine engine, TorrentHandle handle, TimeSpan most, Func<bool> isEnough)
    {
        DateTimeOffset start = _time.GetUtcNow();
        await AnsweredAsync(handle);
        while (_time.GetUtcNow() - start < most && !isEnough())
        {
            int beat = engine.Engine.BeatCount;
            _time.Advance(s_step);
            while (engine.Engine.BeatCount == beat) await Task.Yield();
            await AnsweredAsync(handle);
        }

        return _time.GetUtcNow() - start;
    }

    private static async Task AnsweredAsync(TorrentHandle handle)
    {
        while ((await handle.GetTrackersAsync())[0].IsAnnouncing) await Task.Yield();
    }

    // By this clock a goodbye has its end only if time passes.
    private async Task StopAsync(TestEngine engine)
    {
        Task stopping = engine.Engine.StopAsync(TimeSpan.FromSeconds(50));
        while (!stopping.IsCompleted)
        {
            _time.Advance(s_step);
            await Task.Yield();
        }

        await stopping;
    }
}
