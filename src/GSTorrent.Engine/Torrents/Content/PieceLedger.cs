using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>Which pieces are written, which of them are durable, and which files are whole.</summary>
internal sealed class PieceLedger
{
    private readonly Metainfo _metainfo;
    private readonly int[] _piecesLeft;
    private Bitfield _written;
    private List<int> _unflushed = [];
    private List<int> _wholeFiles = [];

    public PieceLedger(Metainfo metainfo)
    {
        _metainfo = metainfo;
        _written = new Bitfield(metainfo.Geometry.PieceCount);
        Durable = new Bitfield(metainfo.Geometry.PieceCount);
        _piecesLeft = new int[metainfo.Files.Count];
    }

    public Bitfield Durable { get; private set; }

    /// <summary>Bytes of pieces that are written and not handed to a flush.</summary>
    public long UnflushedBytes { get; private set; }

    /// <summary>Are there files that became whole since the last flush?</summary>
    public bool HasWholeFiles => _wholeFiles.Count > 0;

    /// <summary>Is every piece of the file written? Its bytes do not change any more.</summary>
    public bool IsWhole(int file) =>
        _piecesLeft[file] == 0 && _metainfo.Files[file] is { Length: > 0, IsPadding: false };

    /// <param name="have">The pieces that are there.</param>
    /// <param name="isOnTrust">Is that only somebody's word? Then no file is whole enough to be named or cut.</param>
    public void Begin(Bitfield have, bool isOnTrust = false)
    {
        Durable = have.Clone();
        _written = have.Clone();
        _unflushed = [];
        _wholeFiles = [];
        UnflushedBytes = 0;
        foreach (ContentFile file in _metainfo.Files)
        {
            _piecesLeft[file.Index] = 0;
            if (file.Length == 0 || file.IsPadding) continue;
            (int first, int last) = PiecePriorities.PiecesOf(_metainfo.Geometry, file);
            for (int piece = first; piece <= last; piece++)
                if (!have[piece]) _piecesLeft[file.Index]++;
            // A file that is whole from the start may still carry the suffix of an incomplete one.
            if (_piecesLeft[file.Index] == 0 && have.Count > 0 && !isOnTrust) _wholeFiles.Add(file.Index);
        }
    }

    /// <summary>False if it was there already.</summary>
    public bool Written(int piece)
    {
        if (!_written.Set(piece)) return false;
        _unflushed.Add(piece);
        UnflushedBytes += _metainfo.Geometry.SizeOf(piece);
        foreach (ContentFile file in FilesOf(piece))
            if (--_piecesLeft[file.Index] == 0) _wholeFiles.Add(file.Index);
        return true;
    }

    /// <summary>The piece is not on disk any more.</summary>
    public void Lost(int piece)
    {
        if (!_written.Clear(piece)) return;
        Durable.Clear(piece);
        if (_unflushed.Remove(piece)) UnflushedBytes -= _metainfo.Geometry.SizeOf(piece);
        foreach (ContentFile file in FilesOf(piece))
        {
            _piecesLeft[file.Index]++;
            _wholeFiles.Remove(file.Index);
        }
    }

    public (IReadOnlyList<int> Pieces, IReadOnlyList<int> WholeFiles) TakeUnflushed()
    {
        (List<int> pieces, List<int> files) = (_unflushed, _wholeFiles);
        (_unflushed, _wholeFiles, UnflushedBytes) = ([], [], 0);
        return (pieces, files);
    }

    /// <summary>The bytes of the pieces, also of those that were lost meanwhile.</summary>
    public long MarkDurable(IReadOnlyList<int> pieces)
    {
        long bytes = 0;
        foreach (int piece in pieces)
        {
            bytes += _metainfo.Geometry.SizeOf(piece);
            if (_written[piece]) Durable.Set(piece);
        }

        return bytes;
    }

    public void MarkAllDurable()
    {
        Durable = _written.Clone();
        _unflushed.Clear();
        UnflushedBytes = 0;
    }

    /// <summary>Verified bytes of each file.</summary>
    public static long[] FileBytesDone(Metainfo metainfo, Bitfield have)
    {
        var done = new long[metainfo.Files.Count];
        foreach (ContentFile file in metainfo.Files)
        {
            if (file.Length == 0) continue;
            (int first, int last) = PiecePriorities.PiecesOf(metainfo.Geometry, file);
            for (int piece = first; piece <= last; piece++)
            {
                if (!have[piece]) continue;
                long start = Math.Max(file.Offset, metainfo.Geometry.OffsetOf(piece));
                long end = Math.Min(
                    file.Offset + file.Length, metainfo.Geometry.OffsetOf(piece) + metainfo.Geometry.SizeOf(piece));
                done[file.Index] += end - start;
            }
        }

        return done;
    }

    /// <summary>The files with bytes in a piece.</summary>
    private IEnumerable<ContentFile> FilesOf(int piece)
    {
        long start = _metainfo.Geometry.OffsetOf(piece);
        long end = start + _metainfo.Geometry.SizeOf(piece);
        for (int i = FirstFileAt(start); i < _metainfo.Files.Count && _metainfo.Files[i].Offset < end; i++)
            if (_metainfo.Files[i] is { Length: > 0, IsPadding: false }) yield return _metainfo.Files[i];
    }

    /// <summary>The first file that reaches beyond an offset.</summary>
    private int FirstFileAt(long offset)
    {
        int low = 0;
        int high = _metainfo.Files.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            ContentFile file = _metainfo.Files[middle];
            if (file.Offset + file.Length > offset) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
