
namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>What trackers hear of a torrent, and what it makes of their answers.</summary>
public sealed class TorrentAnnouncerTests
{
    [Fact]
    public async Task Peers_of_a_tracker_are_found_and_each_event_is_told_once()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 1_000_000));
        await using var seeder = new TestEngine(seed: 1);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        int port = seeder.Engine.PeerPort;
        await using var tracker = FakeHttpTracker.Saying(
            $"d8:intervali900e5:peers6:\x7f\0\0\x01{(char)(port >> 8)}{(char)(port & 255)}e");
        await using var leecher = new TestEngine(seed: 2);
        leecher.Add(torrent, torrent.Folder("leech"), tracker: tracker.Url);
        await leecher.WhenSeedingAsync();
        await WhenAskedAsync(tracker, "event=completed");
        await leecher.StopCleanlyAsync();
        await WhenAskedAsync(tracker, "event=stopped");
        foreach (string name in (string[])["started", "completed", "stopped"])
            Assert.Single(tracker.Requests, request => request.Contains($"event={name}", StringComparison.Ordinal));
        string completed = tracker.Requests.Single(request => request.Contains("completed", StringComparison.Ordinal));
        Assert.Contains("left=0&", completed + "&", StringComparison.Ordinal);
        Assert.Contains("downloaded=1000000", completed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torrent_that_was_complete_when_added_never_says_completed()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 100_000));
        await using var tracker = FakeHttpTracker.Saying("d8:intervali900ee");
        await using var seeder = new TestEngine(seed: 1);
        seeder.Add(torrent, torrent.FolderWithContent("seed"), tracker: tracker.Url);
        await seeder.WhenSeedingAsync();
        await WhenAskedAsync(tracker, "event=started");
        await seeder.StopCleanlyAsync();
        Assert.DoesNotContain(tracker.Requests, request => request.Contains("completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tracker_that_never_answers_delays_neither_others_nor_the_stop()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, ("file.bin", 100_000));
        await using var dead = new FakeHttpTracker((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var good = FakeHttpTracker.Saying("d8:intervali900ee");
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"), tracker: dead.Url);
        Assert.Null(await handle.AddTrackerAsync(good.Url, tier: 1));
        Assert.NotNull(await handle.AddTrackerAsync("ftp://x/announce", tier: 1));
        await engine.WhenSeedingAsync();
        await WhenAskedAsync(dead, "event=started");
        await WhenAskedAsync(good, "event=started");
        IReadOnlyList<TrackerSnapshot> trackers = await handle.GetTrackersAsync();
        Assert.Equal("Announcing", trackers[0].Status);
        await engine.StopCleanlyAsync();
        await WhenAskedAsync(good, "event=stopped");
    }

    [Fact]
    public async Task Errors_of_a_tracker_are_shown_and_do_no_harm()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, ("file.bin", 100_000));
        await using var tracker = FakeHttpTracker.Saying("d14:failure reason9:not todaye");
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"), tracker: tracker.Url);
        await engine.WhenSeedingAsync();
        await WhenAskedAsync(tracker, "event=started");
        TrackerSnapshot shown;
        do
        {
            shown = (await handle.GetTrackersAsync()).Single();
            await Task.Yield();
        }
        while (shown.LastError is null);

        Assert.Contains("not today", shown.LastError, StringComparison.Ordinal);
        Assert.Equal("Failing", shown.Status);
        Assert.InRange(shown.NextAnnounceInMs!.Value, 1, 100_000);
    }

    private static async Task WhenAskedAsync(FakeHttpTracker tracker, string part)
    {
        while (true)
        {
            lock (tracker.Requests)
                if (tracker.Requests.Exists(request => request.Contains(part, StringComparison.Ordinal))) return;
            Assert.True(await tracker.Asked.WaitAsync(
                TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), $"not asked: {part}");
        }
    }
}
