using CsCheck;

namespace GSTorrent.Trackers.Tests.Tiers;

public sealed class TrackerEventTests
{
    private static readonly string A = Bench.Url("a"), B = Bench.Url("b");

    [Fact]
    public void Completed_at_once_and_only_once()
    {
        var bench = new Bench([A]);
        bench.Tiers.OnStarted();
        bench.Run();
        bench.Tiers.OnCompleted(bench.Now);
        Assert.Equal(["a Completed"], bench.Run());
        bench.Tiers.OnCompleted(bench.Now);
        Assert.Equal(["a None"], bench.RunFor(1800));
    }

    [Fact]
    public void Completed_is_repeated_until_it_is_accepted_and_follows_started()
    {
        var bench = new Bench([A]);
        bench.Failing[A] = new TrackerError("down");
        bench.Tiers.OnStarted();
        bench.Run();
        bench.Tiers.OnCompleted(bench.Now);
        Assert.Empty(bench.Run());
        bench.Failing.Clear();
        Assert.Equal(["a Started", "a Completed"], bench.RunFor(100));
    }

    [Fact]
    public void A_download_that_finishes_while_an_announce_is_under_way_is_told_after_it()
    {
        var bench = new Bench([A]);
        bench.Tiers.OnStarted();
        TrackerAnnounce started = bench.Collect()[0];
        bench.Tiers.OnCompleted(bench.Now);
        bench.Answer(started);
        Assert.Equal(["a Completed"], bench.Run());
    }

    [Fact]
    public void A_stand_in_does_not_hear_completed_again()
    {
        var bench = new Bench([A, B]);
        bench.Tiers.OnStarted();
        bench.Run();
        bench.Tiers.OnCompleted(bench.Now);
        bench.Run();
        bench.Failing[bench.Tiers.Trackers[0].Url] = new TrackerError("down");
        string[] log = bench.RunFor(1800);
        Assert.Equal(2, log.Length);
        Assert.DoesNotContain(log, line => line.EndsWith("Completed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_torrent_that_was_complete_never_says_completed()
    {
        var bench = new Bench([A]);
        bench.Tiers.OnStarted();
        Assert.DoesNotContain(
            "a Completed", string.Join(',', [.. bench.Run(), .. bench.RunFor(4000)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_goes_to_those_that_heard_started_even_if_it_failed_there()
    {
        var bench = new Bench([A], [B]);
        bench.Failing[A] = new TrackerError("down");
        bench.Tiers.OnStarted();
        bench.Run();
        bench.Tiers.OnStopped();
        Assert.False(bench.Tiers.IsStopComplete);
        Assert.Equal(["a Stopped", "b Stopped"], bench.Run());
        Assert.True(bench.Tiers.IsStopComplete);
        Assert.Empty(bench.RunFor(4000));
    }

    [Fact]
    public void No_stopped_without_started()
    {
        var bench = new Bench([A, B]);
        bench.Tiers.OnStarted();
        bench.Tiers.OnStopped();
        Assert.Empty(bench.Run());
        Assert.True(bench.Tiers.IsStopComplete);
        bench.Tiers.OnStarted();
        bench.Run();
        bench.Tiers.OnStopped();
        // The stand-in of the tier never heard of us.
        Assert.Single(bench.Run());
    }

    [Fact]
    public void Stopped_waits_for_the_announce_that_is_under_way()
    {
        var bench = new Bench([A]);
        bench.Tiers.OnStarted();
        TrackerAnnounce started = bench.Collect()[0];
        bench.Tiers.OnStopped();
        Assert.Empty(bench.Collect());
        bench.Answer(started);
        Assert.Equal(["a Stopped"], bench.Run());
    }

    [Fact]
    public void A_new_start_says_started_again_even_while_the_old_stop_is_under_way()
    {
        var bench = new Bench([A]);
        bench.Tiers.OnStarted();
        bench.Run();
        bench.Tiers.OnStopped();
        TrackerAnnounce stopped = bench.Collect()[0];
        bench.Tiers.OnStarted();
        Assert.Empty(bench.Collect());
        bench.Answer(stopped);
        Assert.Equal(["a Started"], bench.Run());
    }

    [Fact]
    public void An_old_started_counts_not_for_a_new_start()
    {
        var bench = new Bench([A]);
        bench.Tiers.OnStarted();
        TrackerAnnounce old = bench.Collect()[0];
        bench.Tiers.OnStopped();
        bench.Tiers.OnStarted();
        bench.Answer(old);
        Assert.Equal(["a Started"], bench.Run());
    }

    [Fact]
    public void Any_life_keeps_the_rules() => Gen.Int[0, 7].Array[0, 60].Sample(steps =>
    {
        var bench = new Bench([A, B], [Bench.Url("c")]);
        var history = new List<string>();
        bool isRunning = false, isCompleted = false;
        foreach (int step in steps)
        {
            switch (step)
            {
                case 0: bench.Tiers.OnStarted(); isRunning = true; break;
                case 1: bench.Tiers.OnStopped(); isRunning = false; break;
                case 2 when isRunning: bench.Tiers.OnCompleted(bench.Now); isCompleted = true; break;
                case 3: bench.Failing[A] = new TrackerError("down"); break;
                case 4: bench.Failing.Clear(); break;
                case 5: bench.Tiers.ForceAnnounce(bench.Now); break;
                default: history.AddRange(bench.RunFor(70)); break;
            }
        }

        bench.Tiers.OnStopped();
        history.AddRange(bench.Run());
        Assert.True(bench.Tiers.IsStopComplete);
        foreach (string name in (string[])["a", "b", "c"])
            CheckOrder([.. history.Where(line => line.StartsWith(name, StringComparison.Ordinal))]);
        int completed = history.Count(line => line is "c Completed");
        Assert.InRange(completed, 0, isCompleted ? 1 : 0);
    });

    private static void CheckOrder(string[] lines)
    {
        string last = "Stopped";
        foreach (string line in lines)
        {
            string reason = line.Split(' ')[1];
            // After a stop, and at the beginning, only started; a stop is not repeated.
            if (last is "Stopped") Assert.Equal("Started", reason);
            last = reason;
        }

        Assert.True(lines.Length == 0 || last is "Stopped");
    }
}
