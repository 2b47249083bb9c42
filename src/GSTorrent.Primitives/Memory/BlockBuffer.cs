namespace GSTorrent.Primitives;

/// <summary>
/// Room for one block. It has one owner at a time, who passes it on or gives it back with <see cref="Release"/>;
/// giving it back twice is a bug and throws.
/// </summary>
public sealed class BlockBuffer
{
    private readonly BlockPool _pool;
    private readonly byte[] _slab;
    private readonly int _start;
    private int _isRented;

    internal BlockBuffer(BlockPool pool, byte[] slab, int start)
    {
        _pool = pool;
        _slab = slab;
        _start = start;
    }

    internal BlockBuffer? Next { get; set; }

    /// <summary>Bytes of the block that are filled.</summary>
    public int Length { get; set; }

    /// <summary>The filled bytes.</summary>
    public Memory<byte> Memory => new(_slab, _start, Length);

    /// <summary>The filled bytes.</summary>
    public Span<byte> Span => new(_slab, _start, Length);

    /// <summary>Fills the buffer; at most <see cref="PieceGeometry.BlockSize"/> bytes.</summary>
    public void Fill(ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, PieceGeometry.BlockSize, nameof(content));
        Length = content.Length;
        content.CopyTo(Span);
    }

    /// <summary>Gives the buffer back to its pool; the caller must not touch it again.</summary>
    /// <exception cref="InvalidOperationException">It was given back already.</exception>
    public void Release()
    {
        if (Interlocked.Exchange(ref _isRented, 0) == 0)
            throw new InvalidOperationException("A block buffer was released twice.");
        Length = 0;
        _pool.Return(this);
    }

    internal void MarkRented() => Volatile.Write(ref _isRented, 1);
}
