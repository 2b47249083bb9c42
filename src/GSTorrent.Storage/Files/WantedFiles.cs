using System.Buffers;

namespace GSTorrent.Storage;

/// <summary>
/// Which files are wanted, and where the bytes of the others live. Reading is thread-safe while nobody changes; the
/// owner
/// is alone when he does.
/// </summary>
internal sealed class WantedFiles
{
    private const int CopyBufferSize = 256 * 1024;
    private const int HoleAlignment = 4096;

    private readonly ContentLayout _layout;
    private readonly ContentFiles _files;
    private readonly PartFile _parts;
    private readonly bool[] _wanted;
    private readonly bool[] _inPartFile;
    private readonly SortedSet<int> _dropped = [];

    public WantedFiles(ContentLayout layout, ContentFiles files, PartFile parts, IReadOnlyList<bool>? wanted)
    {
        _layout = layout;
        _files = files;
        _parts = parts;
        _wanted = new bool[layout.Files.Count];
        _inPartFile = new bool[layout.Files.Count];
        if (wanted is not null && wanted.Count != _wanted.Length)
            throw new ArgumentException("One flag a file.", nameof(wanted));
        for (int i = 0; i < _wanted.Length; i++) _wanted[i] = wanted is null || wanted[i];
    }

    public bool IsWanted(int file) => _wanted[file];

    public bool IsInPartFile(int file) => _inPartFile[file];

    /// <summary>
    /// Finds out where everything lives, and finishes moves out of the part file that a crash cut short.
    /// </summary>
    public StorageError? Locate()
    {
        using DirectoryWalk walk = _files.Tree.Walk();
        for (int file = 0; file < _wanted.Length; file++)
        {
            if (_layout.Files[file].IsPadding) continue;
            _inPartFile[file] = _parts.HoldsFile(file);
            if (_wanted[file] || _inPartFile[file]) continue;
            StorageError? error = _files.Find(walk, file, out FileStatus? status, out _);
            if (error is not null) return error;
            _inPartFile[file] = status is null;
        }

        return Settle();
    }

    /// <summary>Takes a new choice and moves bytes accordingly. After an error all bytes are still readable.</summary>
    public StorageError? Choose(IReadOnlyList<bool> wanted)
    {
        for (int file = 0; file < _wanted.Length; file++)
        {
            bool isDropped = _wanted[file] && !wanted[file];
            _wanted[file] = wanted[file];
            // Decided below with all choices known: which pieces are shared depends on the neighbours.
            if (isDropped) _dropped.Add(file);
            else if (wanted[file]) _dropped.Remove(file);
        }

        StorageError? error = Settle();
        if (error is not null) return error;
        foreach (int file in _dropped.ToArray())
        {
            error = Export(file, out bool isSettled);
            if (error is not null) return error;
            if (isSettled) _dropped.Remove(file);
        }

        return null;
    }

    private StorageError? Settle()
    {
        for (int file = 0; file < _wanted.Length; file++)
        {
            if (!_wanted[file] || !_inPartFile[file]) continue;
            StorageError? error = Import(file);
            if (error is not null) return error;
        }

        return null;
    }

    /// <summary>From the part file into the file.</summary>
    private StorageError? Import(int file)
    {
        StorageError? error = null;
        if (_parts.HoldsFile(file) && _layout.TryPiecesOf(file, out int first, out int last))
        {
            FileSpan[] held =
            [
                .. Enumerable.Range(first, last - first + 1).Where(_parts.HasPiece)
                    .Select(piece => SharedSpan(file, piece)),
            ];
            error = new TakeoverCheck(_layout, _files, _parts).Check(file, held);
            foreach (FileSpan span in held) error ??= Copy(span, toPartFile: false);
            // The bytes must be safe at their new place before the old one is given up.
            error ??= _files.Flush(file) ?? _files.Tree.FlushDirectories() ?? _parts.Release(_files.Tree, file);
        }

        if (error is null) _inPartFile[file] = false;
        return error;
    }

    /// <summary>
    /// From the file into the part file, if the file holds nothing but what it shares with wanted files. One that may
    /// be somebody else's is not settled: it stays until it is known whose it is.
    /// </summary>
    private StorageError? Export(int file, out bool isSettled)
    {
        isSettled = true;
        if (_layout.Files[file].IsPadding) return null;
        using DirectoryWalk walk = _files.Tree.Walk();
        StorageError? error = _files.Find(walk, file, out FileStatus? status, out _);
        if (error is not null) return error;
        if (status is not null && _files.Owners.IsOthers(file))
        {
            isSettled = false;
            return null;
        }

        List<FileSpan> shared = status is null ? [] : SharedSpans(file);
        if (status is not null && !HoldsOnly(file, shared)) return null;
        foreach (FileSpan span in shared) error ??= Copy(span, toPartFile: true);
        error ??= _parts.Flush(_files.Tree) ?? _files.Tree.FlushDirectories();
        if (error is not null) return error;
        string path = _files.FinalPathOf(file);
        _inPartFile[file] = true;
        error = _files.Delete(walk, file);
        if (error is null) ContentDeleter.RemoveEmptyDirectories(_files.Tree, [path]);
        return error;
    }

    private List<FileSpan> SharedSpans(int file)
    {
        var shared = new List<FileSpan>(2);
        if (!_layout.TryPiecesOf(file, out int first, out int last)) return shared;
        if (IsShared(first)) shared.Add(SharedSpan(file, first));
        if (last != first && IsShared(last)) shared.Add(SharedSpan(file, last));
        return shared;
    }

    private bool IsShared(int piece)
    {
        foreach (FileSpan span in _layout.SpansOf(piece))
            if (!span.IsPadding && _wanted[span.File]) return true;
        return false;
    }

    private FileSpan SharedSpan(int file, int piece)
    {
        foreach (FileSpan span in _layout.SpansOf(piece))
            if (span.File == file) return span;
        throw new InvalidOperationException($"Piece {piece} holds nothing of file {file}.");
    }

    /// <summary>Are there no bytes on disk but in these spans? False in doubt, so that nothing is lost.</summary>
    private bool HoldsOnly(int file, List<FileSpan> spans)
    {
        StorageError? error = _files.Acquire(file, forWrite: false, out HandleLease lease);
        using (lease)
        {
            long length = _layout.Files[file].Length;
            if (error is not null) return false;
            long hole = Libc.Seek(lease.Handle, 0, Libc.SeekToHole);
            if (hole < 0 || hole >= length) return false;
            long position = 0;
            while ((position = Libc.Seek(lease.Handle, position, Libc.SeekToData)) >= 0)
            {
                long end = Libc.Seek(lease.Handle, position, Libc.SeekToHole);
                if (end < 0 || !spans.Exists(span => IsWithin(span, position, end))) return false;
                position = end;
            }

            return true;
        }
    }

    /// <summary>File systems keep whole blocks, so a few bytes more than the span are no sign of data.</summary>
    private static bool IsWithin(in FileSpan span, long start, long end)
    {
        long from = span.FileOffset / HoleAlignment * HoleAlignment;
        long to = (span.FileOffset + span.Length + HoleAlignment - 1) / HoleAlignment * HoleAlignment;
        return start >= from && end <= to;
    }

    private StorageError? Copy(in FileSpan span, bool toPartFile)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopyBufferSize);
        StorageError? error = null;
        HandleLease lease = default;
        if (toPartFile) error = _files.Acquire(span.File, forWrite: false, out lease);
        using (lease)
        {
            for (long done = 0; error is null && done < span.Length;)
            {
                int count = (int)Math.Min(CopyBufferSize, span.Length - done);
                Memory<byte> content = buffer.AsMemory(0, count);
                var part = new FileSpan(span.File, span.FileOffset + done, span.ContentOffset + done, count);
                error = toPartFile
                    ? PositionedIo.Read(lease, [content], part.FileOffset, count)
                      ?? _parts.Write(_files.Tree, part, [content])
                    : _parts.Read(_files.Tree, part, [content])
                      ?? _files.Write(part, [content]);
                done += count;
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return error;
    }
}
