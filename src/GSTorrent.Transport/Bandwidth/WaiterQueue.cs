namespace GSTorrent.Transport.Bandwidth;

/// <summary>
/// First in, first out, with removal from the middle; links live in the waiters. Guarded by its owner.
/// </summary>
internal struct WaiterQueue
{
    private BandwidthWaiter? _last;

    public BandwidthWaiter? First { get; private set; }

    public void Add(BandwidthWaiter waiter)
    {
        waiter.Next = null;
        waiter.Previous = _last;
        if (_last is null) First = waiter;
        else _last.Next = waiter;
        _last = waiter;
    }

    public void Remove(BandwidthWaiter waiter)
    {
        if (waiter.Previous is null) First = waiter.Next;
        else waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null) _last = waiter.Previous;
        else waiter.Next.Previous = waiter.Previous;
        waiter.Next = null;
        waiter.Previous = null;
    }
}
