using System.Text;
using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>Trackers that tell no numbers with their peers are asked for them (BEP 48).</summary>
public sealed class ScrapeTests
{
    private const string NoCounts = "d8:intervali900ee";

    [Fact]
    public async Task Over_http_the_numbers_of_the_torrent_are_found()
    {
        InfoHash hash = Announces.Request.InfoHash;
        await using var tracker = FakeHttpTracker.Saying(NoCounts, ScrapeOf(hash));
        ScrapeResult result = await ScrapeAsync(tracker.Url, hash);
        Assert.Equal(new ScrapeEntry(hash, 7, 8, 9), result.Entry);
        Assert.Null(result.Error);
        string request = Assert.Single(tracker.Requests);
        Assert.StartsWith("GET /SECRETPASSKEY/scrape?info_hash=", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("d14:failure reason9:not todaye", "not today")]
    [InlineData("d5:filesdee", "does not name")]
    [InlineData("<html>", "bencode")]
    public async Task What_fails_over_http_is_told(string body, string expected)
    {
        await using var tracker = FakeHttpTracker.Saying(body);
        ScrapeResult result = await ScrapeAsync(tracker.Url, Announces.Request.InfoHash);
        Assert.Contains(expected, result.Error!.Message, StringComparison.Ordinal);
        Assert.Null(result.Entry);
    }

    [Fact]
    public async Task Over_udp_the_numbers_of_the_torrent_are_found()
    {
        InfoHash hash = Announces.Request.InfoHash;
        await using var tracker = new FakeUdpTracker(request => [request[11] == 2
            ? FakeUdpTracker.Packet(2, FakeUdpTracker.TransactionOf(request), 7, 9, 8)
            : FakeUdpTracker.Honest(request)]);
        Assert.Equal(new ScrapeEntry(hash, 7, 8, 9), (await ScrapeAsync(tracker.Url, hash)).Entry);
        await using var refusing = new FakeUdpTracker(request => [request[11] == 2
            ? [.. FakeUdpTracker.Packet(3, FakeUdpTracker.TransactionOf(request)), .. "not today"u8]
            : FakeUdpTracker.Honest(request)]);
        Assert.Contains("not today", (await ScrapeAsync(refusing.Url, hash)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torrent_shows_the_numbers_of_the_scrape()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 100_000));
        await using var tracker = FakeHttpTracker.Saying(NoCounts, ScrapeOf(torrent.Metainfo.InfoHash));
        TrackerSnapshot shown = await WhenShownAsync(torrent, tracker, shown => shown.Seeders is not null);
        Assert.Equal((7, 8), (shown.Seeders, shown.Leechers));
        Assert.Equal(("Working", null), (shown.Status, shown.LastError));
    }

    [Fact]
    public async Task A_scrape_that_fails_is_shown_and_the_tracker_works_all_the_same()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 65_536, ("file.bin", 100_000));
        await using var tracker = FakeHttpTracker.Saying(NoCounts, "d14:failure reason9:not todaye");
        TrackerSnapshot shown = await WhenShownAsync(torrent, tracker, shown => shown.LastError is not null);
        Assert.Equal("scrape failed: not today", shown.LastError);
        Assert.Equal("Working", shown.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task There_is_one_scrape_an_interval_and_none_where_numbers_are_told()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, ("file.bin", 100_000));
        await using var tracker = FakeHttpTracker.Saying(NoCounts, ScrapeOf(torrent.Metainfo.InfoHash));
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"));
        TrackerState state = new TrackerTiers([[tracker.Url]], new Random(1)).Trackers[0];
        var scrapes = new TrackerScrapes(engine.Engine.Services, handle.Loop);
        var now = new MonotonicTime(1000);
        var silent = new AnnounceResponse { Seeders = 1 };
        scrapes.Consider(state, new AnnounceResponse { Seeders = 1, Leechers = 1 }, now);
        scrapes.Consider(state, silent, now);
        Assert.True(await tracker.Asked.WaitAsync(60_000, TestContext.Current.CancellationToken));
        scrapes.Consider(state, silent, now + ((state.IntervalS * 1000L) - 1));
        scrapes.Consider(state, silent, now + (state.IntervalS * 1000L));
        Assert.True(await tracker.Asked.WaitAsync(60_000, TestContext.Current.CancellationToken));
        while (state.Downloaded is null)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(2, tracker.Requests.Count);
    }

    private static async Task<TrackerSnapshot> WhenShownAsync(
        TestTorrent torrent, FakeHttpTracker tracker, Func<TrackerSnapshot, bool> isSo)
    {
        await using var engine = new TestEngine(seed: 1);
        TorrentHandle handle = engine.Add(torrent, torrent.FolderWithContent("seed"), tracker: tracker.Url);
        while (true)
        {
            TrackerSnapshot shown = (await handle.GetTrackersAsync()).Single();
            if (isSo(shown)) return shown;
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<ScrapeResult> ScrapeAsync(string url, InfoHash infoHash)
    {
        using var client = new TrackerClient(TimeProvider.System);
        return await client.ScrapeAsync(Announces.Url(url), infoHash)
            .WaitAsync(TimeSpan.FromSeconds(50), TestContext.Current.CancellationToken);
    }

    private static string ScrapeOf(InfoHash infoHash)
    {
        var bytes = new byte[InfoHash.Length];
        infoHash.CopyTo(bytes);
        return $"d5:filesd20:{Encoding.Latin1.GetString(bytes)}d8:completei7e10:downloadedi9e10:incompletei8eeee";
    }
}
