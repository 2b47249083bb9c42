using GSTorrent.Primitives;

namespace GSTorrent.Trackers.Tests.Tiers;

/// <summary>Tiers with a clock: each Collect is answered by a script of the test.</summary>
internal sealed class Bench(params string[][] tiers)
{
    public TrackerTiers Tiers { get; } = new(tiers, new Random(1));

    public MonotonicTime Now { get; private set; } = new(5_000_000);

    public List<string> Log { get; } = [];

    /// <summary>URLs that fail, with how.</summary>
    public Dictionary<string, TrackerError> Failing { get; } = new(StringComparer.Ordinal);

    public AnnounceResponse Response { get; set; } = new() { IntervalS = 1800 };

    public TrackerState this[string url] =>
        Tiers.Trackers.Single(tracker => string.Equals(tracker.Url, url, StringComparison.Ordinal));

    public static string Url(string name) => $"http://{name}.example/announce";

    public List<TrackerAnnounce> Collect()
    {
        var due = new List<TrackerAnnounce>();
        Tiers.Collect(Now, due);
        foreach (TrackerAnnounce announce in due)
            Log.Add($"{announce.Tracker.Address.Host.Split('.')[0]} {announce.Event}");
        return due;
    }

    public void Answer(TrackerAnnounce announce)
    {
        if (Failing.TryGetValue(announce.Tracker.Url, out TrackerError? error))
            Tiers.OnFailure(announce.Tracker, error, Now);
        else Tiers.OnSuccess(announce.Tracker, Response, Now);
    }

    /// <summary>Collects and answers until nothing is due; the log since then.</summary>
    public string[] Run()
    {
        Log.Clear();
        for (int round = 0; round < 100; round++)
        {
            List<TrackerAnnounce> due = Collect();
            if (due.Count == 0) return [.. Log];
            due.ForEach(Answer);
        }

        throw new InvalidOperationException("It never rests.");
    }

    /// <summary>Time passes in steps of a second.</summary>
    public string[] RunFor(int seconds)
    {
        var all = new List<string>();
        for (int i = 0; i < seconds; i++)
        {
            Now += 1000;
            all.AddRange(Run());
        }

        return [.. all];
    }
}
