namespace GSTorrent.Transport.Tcp;

/// <summary>Upload slabs, handed out and taken back without allocation. Thread-safe.</summary>
/// <param name="mostKept">Slabs kept when they come back; more are left to the garbage collector.</param>
public sealed class UploadSlabPool(int mostKept = 64)
{
    private readonly Lock _lock = new();
    private readonly Stack<UploadSlab> _free = new();
    private int _rented;

    /// <summary>Slabs that are out now.</summary>
    public int RentedCount => Volatile.Read(ref _rented);

    /// <summary>Hands out an empty slab.</summary>
    public UploadSlab Rent()
    {
        Interlocked.Increment(ref _rented);
        UploadSlab? slab;
        lock (_lock)
        {
            if (!_free.TryPop(out slab)) slab = new UploadSlab(this);
        }

        slab.MarkRented();
        return slab;
    }

    internal void Return(UploadSlab slab)
    {
        Interlocked.Decrement(ref _rented);
        lock (_lock)
        {
            if (_free.Count < mostKept) _free.Push(slab);
        }
    }
}
