namespace GSTorrent.Storage;

/// <summary>
/// Hands out consecutive stretches of a list of buffers, without copying and, once warm, without allocation.
/// </summary>
internal ref struct BufferCursor<T>
{
    // Reused within a thread: a stretch is consumed before the next one is taken.
    [ThreadStatic]
    private static List<T>? t_stretch;

    private readonly IReadOnlyList<T> _buffers;
    private readonly ISlicer<T> _slicer;
    private int _index;
    private int _start;

    public BufferCursor(IReadOnlyList<T> buffers, ISlicer<T> slicer)
    {
        _buffers = buffers;
        _slicer = slicer;
        for (int i = 0; i < buffers.Count; i++) Remaining += slicer.LengthOf(buffers[i]);
    }

    /// <summary>Bytes not yet taken.</summary>
    public long Remaining { get; private set; }

    /// <summary>The next bytes; valid until the next call on this thread.</summary>
    public IReadOnlyList<T> Take(long length)
    {
        bool isWhole = _index == 0 && _start == 0 && length == Remaining;
        Remaining -= length;
        if (isWhole) return _buffers;
        List<T> stretch = t_stretch ??= [];
        stretch.Clear();
        while (length > 0)
        {
            T buffer = _buffers[_index];
            int available = _slicer.LengthOf(buffer) - _start;
            int taken = (int)Math.Min(length, available);
            if (taken > 0) stretch.Add(_slicer.Slice(buffer, _start, taken));
            length -= taken;
            _start += taken;
            if (taken < available) continue;
            _index++;
            _start = 0;
        }

        return stretch;
    }
}
