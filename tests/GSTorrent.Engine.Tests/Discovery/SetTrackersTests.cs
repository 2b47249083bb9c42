namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>Another list of trackers while the torrent runs, and what is shown of trackers.</summary>
public sealed class SetTrackersTests
{
    private const string Numbers = "d8:completei4e10:downloadedi9e10:incompletei2e8:intervali900e5:peers0:e";

    [Fact]
    public async Task Those_that_leave_hear_stopped_new_ones_started_and_the_rest_nothing()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 100_000));
        await using FakeHttpTracker old = FakeHttpTracker.Saying(Numbers);
        await using FakeHttpTracker kept = FakeHttpTracker.Saying(Numbers);
        await using FakeHttpTracker fresh = FakeHttpTracker.Saying(Numbers);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"), tracker: old.Url);
        Assert.Null(await handle.AddTrackerAsync(kept.Url, tier: 1));
        await WhenAskedAsync(old, "event=started");
        await WhenAskedAsync(kept, "event=started");
        Assert.Null(await handle.SetTrackersAsync([[kept.Url], [fresh.Url]]));
        await WhenAskedAsync(fresh, "event=started");
        await WhenAskedAsync(old, "event=stopped");
        Assert.Single(kept.Requests);
        IReadOnlyList<TrackerSnapshot> shown = await handle.GetTrackersAsync();
        Assert.Equal(
            [(kept.Url, 0), (fresh.Url, 1)], shown.Select(tracker => (tracker.Url, tracker.Tier)).ToArray());

        string? refusal = await handle.SetTrackersAsync([[old.Url], ["gopher://x/announce"]]);
        Assert.StartsWith("tracker 2: ", refusal, StringComparison.Ordinal);
        Assert.Equal(2, (await handle.GetTrackersAsync()).Count);
        await engine.StopCleanlyAsync();
        await WhenAskedAsync(kept, "event=stopped");
        await WhenAskedAsync(fresh, "event=stopped");
        Assert.Equal(2, old.Requests.Count);
    }

    [Fact]
    public async Task A_tracker_and_its_torrent_show_what_it_said_and_when()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 100_000));
        await using FakeHttpTracker tracker = FakeHttpTracker.Saying(Numbers);
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"), tracker: tracker.Url);
        TorrentSnapshot torrentShown = await engine.WhenAsync(torrent, one => one.CurrentTracker is not null);
        Assert.Equal((tracker.Url, null), (torrentShown.CurrentTracker, torrentShown.TrackerError));
        Assert.InRange(torrentShown.NextAnnounceInMs!.Value, 800_000, 900_000);
        TrackerSnapshot shown = (await handle.GetTrackersAsync()).Single();
        Assert.Equal((4, 2, 9), (shown.Seeders, shown.Leechers, shown.Completed));
        Assert.Equal((true, 0), (shown.LastAnnounceSucceeded, shown.LastPeerCount));
        Assert.InRange(shown.LastAnnounceAgoMs!.Value, 0, 100_000);
        Assert.Equal((false, false, null), (shown.IsAnnouncing, shown.CanAnnounce, shown.Message));
        Assert.Equal((ScrapeState.None, null), (shown.ScrapeState, shown.LastScrapeAgoMs));
        handle.Stop();
        TorrentSnapshot stopped = await engine.WhenAsync(torrent, one => one.State == TorrentState.Stopped);
        await handle.GetTrackersAsync();
        Assert.Null(handle.Snapshot.NextAnnounceInMs);
        Assert.Equal(tracker.Url, stopped.CurrentTracker);
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task A_torrent_whose_trackers_all_fail_says_why()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, ("file.bin", 100_000));
        await using FakeHttpTracker tracker = FakeHttpTracker.Saying("d14:failure reason9:not todaye");
        await using FakeHttpTracker good = FakeHttpTracker.Saying("d8:intervali900e15:warning message4:sloweee");
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"), tracker: tracker.Url);
        TorrentSnapshot failing = await engine.WhenAsync(torrent, one => one.TrackerError is not null);
        Assert.Contains("not today", failing.TrackerError, StringComparison.Ordinal);
        Assert.Null(failing.CurrentTracker);
        TrackerSnapshot shown = (await handle.GetTrackersAsync()).Single();
        Assert.Equal((false, null), (shown.LastAnnounceSucceeded, shown.LastPeerCount));
        Assert.Contains("not today", shown.Message, StringComparison.Ordinal);
        Assert.Null(await handle.SetTrackersAsync([[tracker.Url], [good.Url]]));
        await engine.WhenAsync(torrent, one => one is { TrackerError: null, CurrentTracker: not null });
        IReadOnlyList<TrackerSnapshot> all = await handle.GetTrackersAsync();
        Assert.Equal("slow", all[1].Message);
        await engine.StopCleanlyAsync();
    }

    [Fact]
    public async Task Scrapes_are_shown_beside_announces()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, ("file.bin", 100_000));
        await using FakeHttpTracker tracker =
            FakeHttpTracker.Saying("d8:intervali900ee", "d14:failure reason9:not todaye");
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"), tracker: tracker.Url);
        TrackerSnapshot shown;
        do
        {
            shown = (await handle.GetTrackersAsync()).Single();
            await Task.Yield();
        }
        while (shown.ScrapeState != ScrapeState.Failed);

        Assert.Equal("scrape failed: not today", shown.ScrapeError);
        Assert.InRange(shown.LastScrapeAgoMs!.Value, 0, 100_000);
        Assert.Equal((null, true), (shown.Message, shown.LastAnnounceSucceeded));
        await engine.StopCleanlyAsync();
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
