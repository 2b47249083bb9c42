namespace GSTorrent.Transport.Tcp;

/// <summary>
/// Large pinned buffers for receives. One is out only while bytes are received and parsed, so there are about as many
/// as threads, however many peers. Thread-safe.
/// </summary>
public sealed class SlabPool
{
    /// <summary>Bytes of a slab: large receives cost half of small ones.</summary>
    public const int SlabLength = 256 * 1024;

    private const int MostKept = 16;

    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _free = new(MostKept);
    private int _rented;

    /// <summary>Slabs that are out now.</summary>
    public int RentedCount => Volatile.Read(ref _rented);

    internal byte[] Rent()
    {
        Interlocked.Increment(ref _rented);
        lock (_lock)
        {
            if (_free.TryPop(out byte[]? slab)) return slab;
        }

        return GC.AllocateUninitializedArray<byte>(SlabLength, pinned: true);
    }

    internal void Return(byte[] slab)
    {
        Interlocked.Decrement(ref _rented);
        lock (_lock)
        {
            if (_free.Count < MostKept) _free.Push(slab);
        }
    }
}
