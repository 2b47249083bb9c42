using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>
/// Keeps the bytes of unwanted files that share pieces with wanted ones, so that those pieces can be verified and
/// served
/// though the files are never created. Made on first write, deleted when nothing is left in it. Thread-safe.
/// </summary>
internal sealed class PartFile(ContentLayout layout, Primitives.InfoHash infoHash, HandleCache cache)
{
    private readonly Lock _lock = new();
    private PartFileIndex _index = new(layout, infoHash);
    private bool _exists;
    private volatile bool _isDirty;

    /// <summary>Its name, directly below the root.</summary>
    public string Name { get; } = $".{infoHash}.parts";

    /// <summary>Do bytes of the file live here?</summary>
    public bool HoldsFile(int file)
    {
        lock (_lock) return _index.HoldsFile(file);
    }

    /// <summary>Can bytes of the piece be read here?</summary>
    public bool HasPiece(int piece) => TryPositionOf(piece, out _);

    /// <summary>Reads the index of an existing part file. A damaged one is set aside: its pieces are gone.</summary>
    public StorageError? Load(RootedTree tree)
    {
        lock (_lock)
        {
            _index = new PartFileIndex(layout, infoHash);
            _exists = false;
            FileStatus? status;
            StorageError? error;
            using (DirectoryWalk walk = tree.Walk()) error = tree.Find(walk, Name, out status);
            if (error is not null || status is null) return error;
            error = Acquire(tree, FileAccess.Read, out HandleLease lease);
            using (lease)
            {
                if (error is not null) return error;
                byte[] head = new byte[_index.HeadLength];
                error = PositionedIo.Read(lease, [head.AsMemory()], 0, head.Length);
                if (error is not null and not { Kind: StorageErrorKind.Missing }) return error;
                _exists = error is null && _index.TryLoad(head);
            }

            return _exists ? null : SetAside(tree);
        }
    }

    /// <summary>Writes bytes of an unwanted file, within one piece.</summary>
    public StorageError? Write(RootedTree tree, in FileSpan span, IReadOnlyList<ReadOnlyMemory<byte>> gathered)
    {
        StorageError? error = Acquire(tree, FileAccess.ReadWrite, out HandleLease lease);
        using (lease)
        {
            if (error is not null) return error;
            int piece = PieceOf(span.ContentOffset);
            lock (_lock) error = Create(lease) ?? MakeRoom(lease, piece, span.File);
            if (error is not null) return error;
            _isDirty = true;
            return PositionedIo.Write(lease, gathered, PositionOf(span.ContentOffset));
        }
    }

    /// <summary>Reads bytes of an unwanted file, within one piece.</summary>
    public StorageError? Read(RootedTree tree, in FileSpan span, IReadOnlyList<Memory<byte>> scattered)
    {
        if (!HasPiece(PieceOf(span.ContentOffset)))
            return Errno.Describe(Errno.NoEntry, "read a piece of", tree.Root.FullPath(Name));
        StorageError? error = Acquire(tree, FileAccess.Read, out HandleLease lease);
        using (lease)
            return error ?? PositionedIo.Read(lease, scattered, PositionOf(span.ContentOffset), span.Length);
    }

    /// <summary>The bytes of a file live elsewhere now; deletes the part file if it was the last.</summary>
    public StorageError? Release(RootedTree tree, int file)
    {
        lock (_lock)
        {
            if (!_index.HoldsFile(file)) return null;
            StorageError? error = Acquire(tree, FileAccess.ReadWrite, out HandleLease lease);
            using (lease)
            {
                if (error is not null) return error;
                foreach ((long position, byte[] entry) in _index.RemoveFile(file))
                    error ??= PositionedIo.Write(lease, [entry], position);
                _isDirty = true;
            }

            return error is null && _index.IsEmpty ? DeleteNow(tree) : error;
        }
    }

    /// <summary>Makes durable what was written.</summary>
    public StorageError? Flush(RootedTree tree)
    {
        if (!_isDirty) return null;
        _isDirty = false;
        StorageError? error = Acquire(tree, FileAccess.Read, out HandleLease lease);
        using (lease)
        {
            if (error is null && Libc.FlushContent(lease.Handle) != 0)
                error = Errno.Describe(Libc.LastError, "flush", lease.Path);
        }

        _isDirty |= error is not null;
        return error;
    }

    /// <summary>Deletes the part file with all that is in it.</summary>
    public StorageError? Delete(RootedTree tree)
    {
        lock (_lock) return DeleteNow(tree);
    }

    /// <summary>Closes the file.</summary>
    public void Close() => cache.Drop(this);

    private int PieceOf(long contentOffset) => (int)(contentOffset / layout.Geometry.PieceLength);

    private bool TryPositionOf(int piece, out long position)
    {
        lock (_lock) return _index.TryPositionOf(piece, out position);
    }

    private long PositionOf(long contentOffset)
    {
        int piece = PieceOf(contentOffset);
        _ = TryPositionOf(piece, out long position);
        return position + contentOffset - layout.Geometry.OffsetOf(piece);
    }

    private StorageError? Create(in HandleLease lease)
    {
        if (_exists) return null;
        StorageError? error = PositionedIo.Write(lease, [_index.EmptyHead()], 0);
        _exists = error is null;
        return error;
    }

    private StorageError? MakeRoom(in HandleLease lease, int piece, int file)
    {
        StorageError? error = null;
        if (!_index.TryPositionOf(piece, out long slot))
        {
            // The slot has its full length from the start: what was not written reads as zeros and never as short.
            (long position, byte[] entry) = _index.AddSlot(piece);
            _ = _index.TryPositionOf(piece, out slot);
            long end = slot + layout.Geometry.PieceLength;
            if (Libc.Seek(lease.Handle, 0, whence: 2) < end && Libc.SetLength(lease.Handle, end) != 0)
                error = Errno.Describe(Libc.LastError, "write", lease.Path);
            error ??= PositionedIo.Write(lease, [entry], position);
        }

        if (error is not null || _index.HoldsFile(file)) return error;
        (long filePosition, byte[] fileEntry) = _index.AddFile(file);
        return PositionedIo.Write(lease, [fileEntry], filePosition);
    }

    private StorageError? Acquire(RootedTree tree, FileAccess access, out HandleLease lease)
    {
        bool forWrite = access != FileAccess.Read;
        HandleEntry? entry = cache.TryPin(this, 0, forWrite);
        lease = default;
        if (entry is null)
        {
            bool create = forWrite && !_exists;
            StorageError? error = tree.Open(Name, access, create, out SafeFileHandle? handle, out _);
            if (error is not null) return error;
            entry = cache.AddPinned(this, 0, tree.Root.FullPath(Name), handle!, forWrite);
        }

        lease = new HandleLease(cache, entry);
        return null;
    }

    private StorageError? SetAside(RootedTree tree)
    {
        cache.Drop(this);
        _index = new PartFileIndex(layout, infoHash);
        using (DirectoryWalk walk = tree.Walk())
        {
            StorageError? error = tree.Delete(walk, Name + ".damaged");
            if (error is not null) return error;
        }

        return tree.Rename(Name, tree, Name + ".damaged", out _);
    }

    private StorageError? DeleteNow(RootedTree tree)
    {
        cache.Drop(this);
        _index = new PartFileIndex(layout, infoHash);
        _exists = false;
        _isDirty = false;
        using DirectoryWalk walk = tree.Walk();
        return tree.Delete(walk, Name);
    }
}
