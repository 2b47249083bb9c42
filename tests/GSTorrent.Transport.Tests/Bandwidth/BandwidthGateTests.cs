using CsCheck;
using GSTorrent.Primitives;
using GSTorrent.Transport.Bandwidth;

namespace GSTorrent.Transport.Tests.Bandwidth;

public sealed class BandwidthGateTests
{
    private const int TenSecondsMs = 10_000;

    // Rates from 10 kB/s to 100 MB/s, evenly over the orders of magnitude.
    private static readonly Gen<long> Rates = Gen.Double[4, 8].Select(exponent => (long)Math.Pow(10, exponent));

    [Fact]
    public void Ten_seconds_bring_the_rate_within_three_percent() =>
        Gen.Select(Rates, Gen.Int[1, 60], Gen.Int[50, 100], Gen.UInt).Sample((rate, waiterCount, beatMs, seed) =>
        {
            var gate = new BandwidthGate(rate);
            var takers = Taker.Many(gate, waiterCount, new Random((int)seed));
            long before = Run(gate, takers, 0, 3_000, beatMs);
            long bytes = Run(gate, takers, 3_000, TenSecondsMs, beatMs) - before;
            double share = bytes / (rate * TenSecondsMs / 1000.0);
            return share is > 0.97 and < 1.03;
        }, iter: 200);

    [Fact]
    public void An_idle_gate_saves_up_little() =>
        Rates.Sample(rate =>
        {
            var gate = new BandwidthGate(rate);
            gate.Heartbeat(new MonotonicTime(0));
            for (int ms = 0; ms < 60_000; ms += 100) gate.Heartbeat(new MonotonicTime(ms));
            var takers = Taker.Many(gate, 5, new Random(1));
            long bytes = Run(gate, takers, 60_000, TenSecondsMs, 100);
            return bytes <= rate * TenSecondsMs / 1000.0 * 1.03;
        }, iter: 100);

    [Fact]
    public void Takers_with_equal_wants_get_equal_shares() =>
        Gen.Select(Rates, Gen.Int[2, 20]).Sample((rate, waiterCount) =>
        {
            var gate = new BandwidthGate(rate);
            Taker[] takers = [.. Enumerable.Range(0, waiterCount).Select(_ => new Taker(gate, () => 64 * 1024))];
            Run(gate, takers, 0, TenSecondsMs, 50);
            long most = takers.Max(taker => taker.Bytes), least = takers.Min(taker => taker.Bytes);
            // One turn each is the finest that a queue can share.
            long turn = Math.Clamp(rate / 20, 1024, 64 * 1024);
            return most - least <= 2 * turn;
        }, iter: 100);

    [Fact]
    public void A_small_want_does_not_wait_behind_a_large_grant()
    {
        var gate = new BandwidthGate(100_000);
        gate.Heartbeat(new MonotonicTime(0));
        var greedy = new Taker(gate, () => 1_000_000);
        var modest = new Taker(gate, () => 100);
        Run(gate, [greedy, modest], 0, 1_000, 50);
        Assert.True(modest.Grants >= 15, $"only {modest.Grants} grants in one second");
    }

    [Fact]
    public void Nobody_sticks_when_the_limit_changes() =>
        Gen.Select(Rates, Rates, Gen.Int[1, 40]).Sample((first, second, waiterCount) =>
        {
            var gate = new BandwidthGate(first);
            var takers = Taker.Many(gate, waiterCount, new Random(5));
            Run(gate, takers, 0, 1_000, 100);
            gate.RateBytesPerSecond = second;
            long before = Run(gate, takers, 1_000, 2_000, 100);
            long bytes = Run(gate, takers, 3_000, TenSecondsMs, 100) - before;
            double share = bytes / (second * TenSecondsMs / 1000.0);
            return share is > 0.97 and < 1.03;
        }, iter: 200);

    [Fact]
    public void All_who_wait_go_on_when_the_limit_is_removed()
    {
        var gate = new BandwidthGate(1_000);
        gate.Heartbeat(new MonotonicTime(0));
        var start = new MonotonicTime(0);
        ValueTask<int>[] waits =
            [.. Enumerable.Range(0, 50).Select(_ => gate.TakeAsync(new BandwidthWaiter(), 5_000, start))];
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        gate.RateBytesPerSecond = 0;
        foreach (ValueTask<int> wait in waits)
        {
            Assert.True(wait.IsCompleted);
            Assert.Equal(5_000, Taker.Result(wait));
        }

        Assert.False(gate.IsLimited);
    }

    [Fact]
    public void Without_a_limit_all_is_granted_at_once()
    {
        var gate = new BandwidthGate();
        ValueTask<int> wait = gate.TakeAsync(new BandwidthWaiter(), 1_000_000, new MonotonicTime(0));
        Assert.True(wait.IsCompleted);
        Assert.Equal(1_000_000, Taker.Result(wait));
    }

    [Fact]
    public void A_cancelled_wait_gets_nothing_and_lets_the_next_one_through()
    {
        var gate = new BandwidthGate(10_000);
        gate.Heartbeat(new MonotonicTime(0));
        var first = new BandwidthWaiter();
        ValueTask<int> cancelled = gate.TakeAsync(first, 5_000, new MonotonicTime(0));
        ValueTask<int> next = gate.TakeAsync(new BandwidthWaiter(), 100, new MonotonicTime(0));
        gate.Heartbeat(new MonotonicTime(50));
        Assert.False(next.IsCompleted);
        gate.Cancel(first);
        Assert.Equal(0, Taker.Result(cancelled));
        Assert.Equal(100, Taker.Result(next));
        gate.Cancel(first);
    }

    [Fact]
    public void Bytes_that_could_not_wait_are_paid_by_the_next()
    {
        var gate = new BandwidthGate(100_000);
        gate.Heartbeat(new MonotonicTime(0));
        gate.Charge(10_000);
        ValueTask<int> wait = gate.TakeAsync(new BandwidthWaiter(), 1_000, new MonotonicTime(0));
        gate.Heartbeat(new MonotonicTime(100));
        Assert.False(wait.IsCompleted);
        gate.Heartbeat(new MonotonicTime(110));
        Assert.Equal(1_000, Taker.Result(wait));
    }

    [Fact]
    public void Unused_bytes_serve_the_next()
    {
        var gate = new BandwidthGate(100_000);
        gate.Heartbeat(new MonotonicTime(0));
        Assert.Equal(5_000, Taker.Result(gate.TakeAsync(new BandwidthWaiter(), 5_000, new MonotonicTime(50))));
        ValueTask<int> wait = gate.TakeAsync(new BandwidthWaiter(), 4_000, new MonotonicTime(50));
        Assert.False(wait.IsCompleted);
        gate.Return(4_500);
        Assert.Equal(4_000, Taker.Result(wait));
    }

    private static long Run(BandwidthGate gate, Taker[] takers, int startMs, int forMs, int beatMs)
    {
        long asks = takers.Max(taker => taker.AskNumber) + 1;
        for (int ms = startMs; ms < startMs + forMs; ms += beatMs)
        {
            var now = new MonotonicTime(ms);
            gate.Heartbeat(now);
            // Whoever got bytes uses them at once and asks again, in the order of the grants, until all wait.
            bool isAnyServed = true;
            while (isAnyServed)
            {
                isAnyServed = false;
                foreach (Taker taker in takers.OrderBy(taker => taker.AskNumber))
                    isAnyServed |= taker.Step(now, asks++);
            }
        }

        return takers.Sum(taker => taker.Bytes);
    }
}
