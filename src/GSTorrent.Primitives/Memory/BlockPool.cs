namespace GSTorrent.Primitives;

/// <summary>
/// Buffers of one block (16 KiB) cut from pinned slabs of 1 MiB, handed out and taken back without allocation.
/// Thread-safe. Whoever holds a <see cref="BlockBuffer"/> owns it alone and gives it back once.
/// </summary>
public sealed class BlockPool
{
    private const int BlocksPerSlab = 64;

    private readonly Lock _lock = new();
    private BlockBuffer? _top;
    private long _rented;

    /// <summary>Buffers that are out now.</summary>
    public long RentedCount => Interlocked.Read(ref _rented);

    /// <summary>Hands out a buffer; its content is whatever it held before.</summary>
    public BlockBuffer Rent()
    {
        BlockBuffer? block;
        while (!Pop(out block)) Grow();
        Interlocked.Increment(ref _rented);
        block!.MarkRented();
        return block;
    }

    internal void Return(BlockBuffer block)
    {
        Interlocked.Decrement(ref _rented);
        Push(block);
    }

    private bool Pop(out BlockBuffer? block)
    {
        lock (_lock)
        {
            block = _top;
            if (block is not null) _top = block.Next;
            return block is not null;
        }
    }

    private void Push(BlockBuffer block)
    {
        lock (_lock)
        {
            block.Next = _top;
            _top = block;
        }
    }

    private void Grow()
    {
        byte[] slab = GC.AllocateUninitializedArray<byte>(BlocksPerSlab * PieceGeometry.BlockSize, pinned: true);
        for (int i = 0; i < BlocksPerSlab; i++) Push(new BlockBuffer(this, slab, i * PieceGeometry.BlockSize));
    }
}
