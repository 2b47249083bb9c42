namespace GSTorrent.Trackers.Tests.Tiers;

public sealed class TrackerTiersTests
{
    private static readonly string A = Bench.Url("a"), B = Bench.Url("b"), C = Bench.Url("c");

    [Fact]
    public void Nothing_before_the_start() => Assert.Empty(new Bench([A]).Run());

    [Fact]
    public void Started_first_then_at_each_interval()
    {
        Bench bench = Started([A]);
        Assert.Equal(TrackerStatus.Working, bench[A].Status);
        Assert.Empty(bench.RunFor(1799));
        Assert.Equal(["a None"], bench.RunFor(1));
    }

    [Fact]
    public void Every_tier_is_announced_to() => Assert.Equal(["a Started", "b Started"], Start(new Bench([A], [B])));

    [Fact]
    public void One_tracker_of_a_tier_is_used_and_the_next_takes_over_at_once()
    {
        var bench = new Bench([A, B]);
        string first = bench.Tiers.Trackers[0].Url, second = bench.Tiers.Trackers[1].Url;
        bench.Failing[first] = new TrackerError("down");
        Assert.Equal(2, Start(bench).Length);
        Assert.Equal((TrackerStatus.Failing, "down"), (bench[first].Status, bench[first].LastError));
        Assert.Equal((TrackerStatus.Working, null), (bench[second].Status, bench[second].LastError));
        Assert.Equal(second, bench.Tiers.Trackers[0].Url);
        // The failed one is not tried while the other works.
        Assert.Single(bench.RunFor(1800));
    }

    [Fact]
    public void A_tier_is_shuffled_by_the_seed()
    {
        string[] urls = [.. Enumerable.Range(0, 20).Select(i => Bench.Url("t" + i))];
        string[] one = [.. new TrackerTiers([urls], new Random(1)).Trackers.Select(tracker => tracker.Url)];
        string[] other = [.. new TrackerTiers([urls], new Random(2)).Trackers.Select(tracker => tracker.Url)];
        Assert.NotEqual(one, other);
        Assert.Equal(urls.Order(StringComparer.Ordinal), one.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_dead_tracker_is_tried_ever_more_rarely_and_comes_back()
    {
        var bench = new Bench([A]);
        bench.Failing[A] = new TrackerError("down");
        Assert.Equal(["a Started"], Start(bench));
        // R12: no more than four in 100 seconds; R14: then every half hour at least.
        Assert.InRange(bench.RunFor(100).Length, 1, 3);
        bench.RunFor(3600);
        Assert.InRange(bench.RunFor(3600).Length, 2, 3);
        bench.Failing.Clear();
        Assert.Equal("a Started", bench.RunFor(1801)[0]);
        Assert.Equal(TrackerStatus.Working, bench[A].Status);
    }

    [Fact]
    public void Hostile_intervals_make_no_flood()
    {
        var bench = new Bench([A]) { Response = new AnnounceResponse { IntervalS = 60 } };
        Start(bench);
        Assert.Single(bench.RunFor(100));
    }

    [Fact]
    public void The_minimum_interval_holds_if_it_is_longer()
    {
        var bench = new Bench([A]) { Response = new AnnounceResponse { IntervalS = 60, MinIntervalS = 300 } };
        Start(bench);
        Assert.Empty(bench.RunFor(299));
        Assert.Single(bench.RunFor(1));
    }

    [Fact]
    public void Retry_in_is_kept_and_never_is_never_until_a_person_asks()
    {
        var bench = new Bench([A], [B]);
        bench.Failing[A] = new TrackerError("busy", 900);
        bench.Failing[B] = new TrackerError("gone", TrackerError.Never);
        Start(bench);
        Assert.Equal(TrackerStatus.Refused, bench[B].Status);
        Assert.Empty(bench.RunFor(899));
        Assert.Equal(["a Started"], bench.RunFor(1));
        Assert.DoesNotContain("b Started", string.Join(',', bench.RunFor(90_000)), StringComparison.Ordinal);
        bench.Tiers.ForceAnnounce(bench.Now);
        Assert.Contains("b Started", string.Join(',', bench.Run()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manual_announce_waits_for_the_minimum_interval()
    {
        var bench = new Bench([A]) { Response = new AnnounceResponse { IntervalS = 1800, MinIntervalS = 120 } };
        Start(bench);
        bench.RunFor(10);
        bench.Tiers.ForceAnnounce(bench.Now);
        Assert.Empty(bench.RunFor(109));
        Assert.Equal(["a None"], bench.RunFor(1));
        bench.RunFor(600);
        bench.Tiers.ForceAnnounce(bench.Now);
        Assert.Equal(["a None"], bench.Run());
    }

    [Fact]
    public void A_manual_announce_can_be_made_exactly_when_it_would_be()
    {
        var bench = new Bench([A, B]) { Response = new AnnounceResponse { MinIntervalS = 120 } };
        string used = bench.Tiers.Trackers[0].Url, idle = bench.Tiers.Trackers[1].Url;
        Assert.False(bench.Tiers.CanAnnounce(bench[used], bench.Now));
        bench.Tiers.OnStarted();
        Assert.True(bench.Tiers.CanAnnounce(bench[used], bench.Now));
        TrackerAnnounce started = bench.Collect()[0];
        Assert.False(bench.Tiers.CanAnnounce(bench[used], bench.Now));
        bench.Answer(started);
        bench.RunFor(119);
        Assert.False(bench.Tiers.CanAnnounce(bench[used], bench.Now));
        bench.RunFor(1);
        Assert.True(bench.Tiers.CanAnnounce(bench[used], bench.Now));
        Assert.False(bench.Tiers.CanAnnounce(bench[idle], bench.Now));
        bench.Tiers.ForceAnnounce(bench.Now);
        Assert.Single(bench.Run());
        Assert.Equal((bench.Now, true), (bench[used].LastSuccess, bench[used].LastAnnounceSucceeded));
        Assert.Equal((null, null), (bench[idle].LastSuccess, bench[idle].LastAnnounceSucceeded));
    }

    [Fact]
    public void A_tracker_is_never_announced_to_twice_at_once()
    {
        var bench = new Bench([A, B]);
        bench.Tiers.OnStarted();
        Assert.Single(bench.Collect());
        bench.Tiers.ForceAnnounce(bench.Now);
        Assert.Empty(bench.Collect());
    }

    [Fact]
    public void Duplicates_and_strange_schemes_are_left_out()
    {
        var bench = new Bench([A, "HTTP://A.example:80/announce", "ftp://x/"], [A, B]);
        Assert.Equal(
            "a.example b.example", string.Join(' ', bench.Tiers.Trackers.Select(tracker => tracker.Address.Host)));
        Assert.False(bench.Tiers.TryAdd(B, 0, out string? error));
        Assert.NotNull(error);
        Assert.True(bench.Tiers.TryAdd(C, 7, out error));
        Assert.Null(error);
        Assert.Equal(7, bench[C].Tier);
    }

    [Fact]
    public void The_number_of_trackers_is_bounded()
    {
        string[][] many = [.. Enumerable.Range(0, 1000).Select(i => new[] { Bench.Url("t" + i) })];
        Assert.Equal(200, new Bench(many).Tiers.Trackers.Count);
    }

    [Fact]
    public void Added_trackers_join_in()
    {
        Bench bench = Started([A]);
        bench.Tiers.TryAdd(B, 1, out _);
        Assert.Equal(["b Started"], bench.Run());
    }

    [Fact]
    public void The_next_due_moment_is_known()
    {
        var bench = new Bench([A], [B]);
        Assert.Equal(RetrySchedule.NotAgain, bench.Tiers.NextDue());
        bench.Failing[B] = new TrackerError("busy", 600);
        Start(bench);
        Assert.Equal(bench.Now + 600_000, bench.Tiers.NextDue());
        bench.RunFor(600);
        Assert.True(bench.Tiers.NextDue() > bench.Now);
    }

    [Fact]
    public void Answers_are_shown_with_their_tracker()
    {
        var bench = new Bench([A])
        {
            Response = new AnnounceResponse
            {
                Seeders = 5,
                Leechers = 3,
                Downloaded = 9,
                WarningMessage = "slow",
                TrackerId = "id",
            },
        };
        Start(bench);
        Assert.Equal((5, 3, 9, "slow", "id"), (
            bench[A].Seeders, bench[A].Leechers, bench[A].Downloaded, bench[A].Warning, bench[A].TrackerId));
        bench[A].ApplyScrape(new ScrapeEntry(default, 6, null, null));
        Assert.Equal((6, 3, 9), (bench[A].Seeders, bench[A].Leechers, bench[A].Downloaded));
    }

    private static Bench Started(params string[][] tiers)
    {
        var bench = new Bench(tiers);
        Start(bench);
        return bench;
    }

    private static string[] Start(Bench bench)
    {
        bench.Tiers.OnStarted();
        return bench.Run();
    }
}
