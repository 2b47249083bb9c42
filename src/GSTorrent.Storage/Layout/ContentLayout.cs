using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>
/// Where pieces and files lie within the content of a torrent (BEP 3; padding files by BEP 47). Pure and immutable.
/// Gaps between files, as v2 torrents have them (BEP 52), are padding too.
/// </summary>
public sealed class ContentLayout
{
    /// <summary>The file index of bytes that are never on disk and read as zeros.</summary>
    public const int Padding = -1;

    // The files with bytes on disk, ascending by offset; empty files have no place in a range.
    private readonly int[] _extents;

    /// <param name="files">Ascending by offset, not overlapping, inside the content.</param>
    /// <param name="geometry">How the content is cut into pieces.</param>
    /// <exception cref="ArgumentException">Files overlap or lie outside the content.</exception>
    public ContentLayout(IReadOnlyList<ContentFile> files, PieceGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(geometry);
        Files = files;
        Geometry = geometry;
        var extents = new List<int>(files.Count);
        long end = 0;
        for (int i = 0; i < files.Count; i++)
        {
            ContentFile file = files[i];
            if (file.Length == 0) continue;
            if (file.Offset < end || file.Length < 0 || file.Length > geometry.TotalLength - file.Offset)
                throw new ArgumentException($"File {i} does not fit into the content.", nameof(files));
            end = file.Offset + file.Length;
            if (!file.IsPadding) extents.Add(i);
        }

        _extents = [.. extents];
    }

    /// <summary>All files, padding included.</summary>
    public IReadOnlyList<ContentFile> Files { get; }

    /// <summary>How the content is cut into pieces.</summary>
    public PieceGeometry Geometry { get; }

    /// <summary>Bytes of the content.</summary>
    public long Length => Geometry.TotalLength;

    /// <summary>The file spans of a range inside the content, in order, padding included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the content.</exception>
    public FileSpans Spans(long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        return new FileSpans(this, offset, length);
    }

    /// <summary>The file spans of a piece.</summary>
    public FileSpans SpansOf(int piece) => Spans(Geometry.OffsetOf(piece), Geometry.SizeOf(piece));

    /// <summary>The pieces that hold bytes of a file; false if it is empty.</summary>
    public bool TryPiecesOf(int file, out int first, out int last)
    {
        ContentFile entry = Files[file];
        bool any = entry.Length > 0;
        first = any ? (int)(entry.Offset / Geometry.PieceLength) : 0;
        last = any ? (int)((entry.Offset + entry.Length - 1) / Geometry.PieceLength) : -1;
        return any;
    }

    internal int FirstExtentEndingAfter(long offset)
    {
        int low = 0, high = _extents.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            ContentFile file = Files[_extents[middle]];
            if (file.Offset + file.Length > offset) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    internal FileSpan SpanAt(long position, long end, ref int next)
    {
        ContentFile? file = next < _extents.Length ? Files[_extents[next]] : null;
        if (file is null || file.Offset > position)
        {
            long gapEnd = file is null ? end : Math.Min(end, file.Offset);
            return new FileSpan(Padding, 0, position, gapEnd - position);
        }

        long inFile = position - file.Offset;
        long length = Math.Min(file.Length - inFile, end - position);
        return new FileSpan(_extents[next++], inFile, position, length);
    }
}
