using System.Runtime.CompilerServices;
using GSTorrent.Primitives;

namespace GSTorrent.Transport.Bandwidth;

/// <summary>
/// One direction of one connection on its way through both gates. One loop takes; any thread may close.
/// </summary>
internal sealed class BandwidthLane(BandwidthGates gates, TimeProvider time)
{
    private readonly BandwidthWaiter _waiter = new();
    private volatile bool _isClosed;

    public bool IsLimited => gates.IsLimited;

    /// <summary>Takes up to <paramref name="wanted"/> bytes from both gates; 0 only when closed.</summary>
    public ValueTask<int> TakeAsync(int wanted) =>
        IsLimited ? TakeFromBothAsync(wanted) : new ValueTask<int>(_isClosed ? 0 : wanted);

    /// <summary>Gives back what was taken and not used.</summary>
    public void Return(int unused)
    {
        gates.Torrent.Return(unused);
        gates.Session.Return(unused);
    }

    /// <summary>Counts bytes that did not wait.</summary>
    public void Charge(int bytes)
    {
        gates.Torrent.Charge(bytes);
        gates.Session.Charge(bytes);
    }

    /// <summary>Ends a wait and every later one with 0 bytes.</summary>
    public void Close()
    {
        _isClosed = true;
        gates.Torrent.Cancel(_waiter);
        gates.Session.Cancel(_waiter);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> TakeFromBothAsync(int wanted)
    {
        int fromTorrent = await TakeFromAsync(gates.Torrent, wanted);
        if (fromTorrent == 0) return 0;
        int granted = await TakeFromAsync(gates.Session, fromTorrent);
        // The torrent granted ahead of the session: what the session withholds goes back to the torrent's others.
        gates.Torrent.Return(fromTorrent - granted);
        return granted;
    }

    private ValueTask<int> TakeFromAsync(BandwidthGate gate, int wanted)
    {
        if (_isClosed) return new ValueTask<int>(0);
        ValueTask<int> granted = gate.TakeAsync(_waiter, wanted, MonotonicTime.From(time));
        // A close that came before the waiter was in the queue has missed it.
        if (_isClosed) gate.Cancel(_waiter);
        return granted;
    }
}
