using GSTorrent.Primitives;
using GSTorrent.Transport.Bandwidth;

namespace GSTorrent.Transport.Tests.Bandwidth;

/// <summary>Takes as much as it gets, for ever, in virtual time.</summary>
internal sealed class Taker(BandwidthGate gate, Func<int> nextWant)
{
    private readonly BandwidthWaiter _waiter = new();
    private ValueTask<int>? _wait;

    public long Bytes { get; private set; }

    /// <summary>Tells who asked first.</summary>
    public long AskNumber { get; private set; }

    public int Grants { get; private set; }

    public static Taker[] Many(BandwidthGate gate, int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => new Taker(gate, () => random.Next(1, 256 * 1024)))];

    /// <summary>Uses a grant if there is one and asks again; false if it still waits.</summary>
    public bool Step(MonotonicTime now, long askNumber)
    {
        if (_wait is null)
        {
            AskNumber = askNumber;
            _wait = gate.TakeAsync(_waiter, nextWant(), now);
        }

        if (!_wait.Value.IsCompleted) return false;
        Bytes += Result(_wait.Value);
        Grants++;
        _wait = null;
        return true;
    }

    /// <summary>The result of a wait that is over.</summary>
    public static int Result(ValueTask<int> wait)
    {
        Assert.True(wait.IsCompleted);
        return wait.GetAwaiter().GetResult();
    }
}
