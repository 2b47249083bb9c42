using CsCheck;

namespace GSTorrent.Trackers.Tests.Tiers;

/// <summary>Another list of trackers in the life of a torrent.</summary>
public sealed class TrackerListTests
{
    private static readonly string A = Bench.Url("a"), B = Bench.Url("b"), C = Bench.Url("c");

    [Fact]
    public void New_trackers_hear_started_those_that_leave_hear_stopped_and_the_rest_goes_on()
    {
        Bench bench = Started([A], [B]);
        Set(bench, [B], [C]);
        Assert.Equal(["a Stopped", "c Started"], bench.Run());
        Assert.Equal((0, 1), (bench[B].Tier, bench[C].Tier));
        Assert.Equal(["b None", "c None"], bench.RunFor(1800));
        bench.Tiers.OnStopped();
        Assert.Equal(["b Stopped", "c Stopped"], bench.Run());
        Assert.True(bench.Tiers.IsStopComplete);
    }

    [Fact]
    public void Trackers_that_stay_keep_what_is_known_of_them()
    {
        Bench bench = Started([A], [B]);
        TrackerState kept = bench[A];
        Set(bench, [C], [A]);
        Assert.Same(kept, bench[A]);
        Assert.Equal(TrackerStatus.Working, kept.Status);
        Assert.Equal(bench.Now, kept.LastSuccess);
    }

    [Fact]
    public void One_that_works_is_asked_first_in_its_new_tier()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            Bench bench = Started([A]);
            Set(bench, [B, C, A]);
            Assert.Empty(bench.Run());
            Assert.Equal(A, bench.Tiers.Trackers[0].Url);
        }
    }

    [Fact]
    public void Stopped_waits_for_what_is_under_way_with_one_that_leaves()
    {
        var bench = new Bench([A]);
        bench.Tiers.OnStarted();
        TrackerAnnounce started = bench.Collect()[0];
        Set(bench, [B]);
        Assert.Equal("b Started", Assert.Single(bench.Run()));
        bench.Answer(started);
        Assert.Equal(["a Stopped"], bench.Run());
        Assert.Empty(bench.RunFor(1000));
        Assert.Null(started.Tracker.LastSuccess);
    }

    [Fact]
    public void One_that_never_heard_of_us_hears_nothing()
    {
        Bench bench = Started([A, B]);
        string idle = bench.Tiers.Trackers[1].Url, used = bench.Tiers.Trackers[0].Url;
        Set(bench, [used]);
        Assert.Empty(bench.Run());
        Set(bench, [used], [idle]);
        Assert.Single(bench.Run());
    }

    [Fact]
    public void A_torrent_at_rest_takes_a_list_in_silence_but_pays_what_it_owes()
    {
        Bench bench = Started([A]);
        bench.Tiers.OnStopped();
        Set(bench, [B]);
        Assert.False(bench.Tiers.IsStopComplete);
        Assert.Equal(["a Stopped"], bench.Run());
        Assert.True(bench.Tiers.IsStopComplete);
        bench.Tiers.OnStarted();
        Assert.Equal(["b Started"], bench.Run());
    }

    [Fact]
    public void One_that_comes_back_while_its_stop_is_under_way_hears_started_after_it()
    {
        Bench bench = Started([A]);
        Set(bench, [B]);
        TrackerAnnounce stopped = bench.Collect()[0];
        Assert.Equal(AnnounceEvent.Stopped, stopped.Event);
        Set(bench, [A], [B]);
        Assert.DoesNotContain(bench.Collect(), announce => announce.Tracker == stopped.Tracker);
        bench.Answer(stopped);
        Assert.Equal(["a Started"], bench.Run());
    }

    [Fact]
    public void One_that_comes_back_before_its_stop_was_told_was_never_away()
    {
        Bench bench = Started([A]);
        Set(bench, [B]);
        Assert.True(bench.Tiers.TryAdd(A, 1, out _));
        Assert.Equal(["b Started"], bench.Run());
        Assert.Equal(TrackerStatus.Working, bench[A].Status);
    }

    [Fact]
    public void A_finish_that_is_not_told_yet_is_told_in_the_new_tier()
    {
        Bench bench = Started([A]);
        bench.Failing[A] = new TrackerError("down");
        bench.Tiers.OnCompleted(bench.Now);
        bench.Run();
        Set(bench, [B, A]);
        bench.Failing.Clear();
        string log = string.Join(',', bench.RunFor(200));
        Assert.Contains("Completed", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x/", "tracker 2: ")]
    [InlineData("HTTP://A.example:80/announce", "tracker 2: it is in the list already")]
    public void A_list_with_a_fault_changes_nothing(string fault, string expected)
    {
        Bench bench = Started([B]);
        Assert.False(bench.Tiers.TrySet([[A], [fault, C]], out string? error));
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.Equal(B, Assert.Single(bench.Tiers.Trackers).Url);
        Assert.Empty(bench.Run());
    }

    [Fact]
    public void The_number_is_bounded_and_empty_tiers_are_left_out()
    {
        Bench bench = Started([A]);
        string[][] many = [.. Enumerable.Range(0, 201).Select(i => new[] { Bench.Url("t" + i) })];
        Assert.False(bench.Tiers.TrySet(many, out string? error));
        Assert.Contains("200", error, StringComparison.Ordinal);
        Assert.True(bench.Tiers.TrySet([[], [A], [], [B]], out error));
        Assert.Null(error);
        Assert.Equal((0, 1), (bench[A].Tier, bench[B].Tier));
        Assert.True(bench.Tiers.TrySet([], out _));
        Assert.Empty(bench.Tiers.Trackers);
    }

    [Fact]
    public void Any_lists_in_any_life_keep_the_order_of_events() => Gen.Int[0, 9].Array[0, 60].Sample(steps =>
    {
        var bench = new Bench([A, B], [C]);
        var history = new List<string>();
        var late = new List<TrackerAnnounce>();
        foreach (int step in steps)
        {
            switch (step)
            {
                case 0 or 1: bench.Tiers.OnStarted(); break;
                case 2: bench.Tiers.OnStopped(); break;
                case 3: Set(bench, [A], [C, B]); break;
                case 4: Set(bench, [B]); break;
                case 5: Set(bench, [C, A]); break;
                case 6: bench.Failing[A] = new TrackerError("down"); break;
                case 7: bench.Failing.Clear(); break;
                case 8: late.ForEach(bench.Answer); late.Clear(); break;
                default:
                    bench.Log.Clear();
                    late.AddRange(bench.Collect());
                    history.AddRange(bench.Log);
                    break;
            }
        }

        late.ForEach(bench.Answer);
        bench.Tiers.OnStopped();
        history.AddRange(bench.Run());
        Assert.True(bench.Tiers.IsStopComplete);
        foreach (string name in (string[])["a", "b", "c"])
        {
            string last = "Stopped";
            foreach (string line in history.Where(line => line.StartsWith(name, StringComparison.Ordinal)))
            {
                string reason = line.Split(' ')[1];
                if (last is "Stopped") Assert.Equal("Started", reason);
                last = reason;
            }

            Assert.Equal("Stopped", last);
        }
    });

    private static void Set(Bench bench, params string[][] tiers)
    {
        Assert.True(bench.Tiers.TrySet(tiers, out string? error));
        Assert.Null(error);
    }

    private static Bench Started(params string[][] tiers)
    {
        var bench = new Bench(tiers);
        bench.Tiers.OnStarted();
        bench.Run();
        return bench;
    }
}
