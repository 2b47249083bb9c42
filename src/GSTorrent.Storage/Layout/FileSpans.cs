namespace GSTorrent.Storage;

/// <summary>The file spans of a range, in order and without gaps; enumerated without allocation.</summary>
public struct FileSpans
{
    private readonly ContentLayout _layout;
    private readonly long _end;
    private long _position;
    private int _next;

    internal FileSpans(ContentLayout layout, long offset, long length)
    {
        _layout = layout;
        _position = offset;
        _end = offset + length;
        _next = layout.FirstExtentEndingAfter(offset);
    }

    /// <summary>The span reached by <see cref="MoveNext"/>.</summary>
    public FileSpan Current { get; private set; }

    /// <summary>For the foreach statement.</summary>
    public readonly FileSpans GetEnumerator() => this;

    /// <summary>Goes on to the next span; false at the end.</summary>
    public bool MoveNext()
    {
        if (_position >= _end) return false;
        Current = _layout.SpanAt(_position, _end, ref _next);
        _position += Current.Length;
        return true;
    }
}
