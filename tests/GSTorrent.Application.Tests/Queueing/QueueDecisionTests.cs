using CsCheck;
using GSTorrent.Application.Queueing;

namespace GSTorrent.Application.Tests.Queueing;

public sealed class QueueDecisionTests
{
    private static readonly QueueCandidate Download = new(IsForced: false, IsFinished: false, IsExempt: false);
    private static readonly QueueCandidate Seed = Download with { IsFinished = true };

    [Fact]
    public void The_first_ones_run() =>
        Assert.Equal([true, true, false], Decide([Download, Download, Download], new QueueLimits(2, 0, 0)));

    [Fact]
    public void Downloads_and_seeds_have_places_of_their_own() => Assert.Equal(
        [true, false, true, false], Decide([Seed, Seed, Download, Download], new QueueLimits(1, 1, 0)));

    [Fact]
    public void Both_together_are_limited_too() => Assert.Equal(
        [true, true, false], Decide([Seed, Download, Download], new QueueLimits(5, 5, 2)));

    [Fact]
    public void Forced_and_exempt_ones_run_and_take_no_place() => Assert.Equal(
        [true, true, true, false],
        Decide(
            [Download with { IsForced = true }, Download with { IsExempt = true }, Download, Download],
            new QueueLimits(1, 0, 1)));

    [Fact]
    public void As_many_run_as_may_and_no_waiting_one_could_run_too() => Gen.Select(
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, (forced, finished, exempt) =>
            new QueueCandidate(forced, finished, exempt)).Array[0, 30],
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4], (downloads, seeds, active) =>
            new QueueLimits(downloads, seeds, active))).Sample((candidates, limits) =>
    {
        bool[] mayRun = Decide(candidates, limits);
        QueueCandidate[] counted =
            [.. candidates.Where((one, i) => mayRun[i] && !one.IsForced && !one.IsExempt)];
        int seeds = counted.Count(one => one.IsFinished);
        int downloads = counted.Length - seeds;
        bool Fits(int count, int limit) => limit == 0 || count <= limit;
        bool areKept = Fits(downloads, limits.Downloads) && Fits(seeds, limits.Seeds)
            && Fits(downloads + seeds, limits.Active);
        bool isFull = candidates.Where((_, i) => !mayRun[i]).All(one =>
            !Fits(downloads + seeds + 1, limits.Active)
            || !(one.IsFinished ? Fits(seeds + 1, limits.Seeds) : Fits(downloads + 1, limits.Downloads)));
        return areKept && isFull && candidates.Where((one, i) => !mayRun[i]).All(one => !one.IsForced);
    });

    private static bool[] Decide(QueueCandidate[] candidates, QueueLimits limits)
    {
        var mayRun = new bool[candidates.Length];
        QueueDecision.Decide(candidates, limits, mayRun);
        return mayRun;
    }
}
