using System.Buffers;
using GSTorrent.MetainfoFormat;
using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>
/// The files of one torrent by index: their names on disk, opening and creating them, and which were written since the
/// last flush. Thread-safe but for what changes names, which the owner does alone.
/// </summary>
internal sealed class ContentFiles
{
    private const string Suffix = ".part";

    private readonly ContentLayout _layout;
    private readonly StorageOptions _options;
    private readonly HandleCache _cache;
    private readonly string[] _paths;
    private readonly HashSet<string>? _taken;
    private readonly NameState[] _names;
    private readonly bool[] _seen;
    private readonly bool[] _absent;
    private readonly Lock _dirtyLock = new();
    private readonly Lock _making = new();
    private readonly HashSet<int> _dirty = [];
    private readonly FileIdentities _written = new();
    private volatile bool _flushesOpened;

    public ContentFiles(ContentLayout layout, StorageOptions options, HandleCache cache)
    {
        _layout = layout;
        _options = options;
        _cache = cache;
        _paths = ContentPaths.Apply(layout.Files, options.Paths);
        _taken = options.PartSuffix ? new HashSet<string>(_paths, StringComparer.Ordinal) : null;
        _names = new NameState[_paths.Length];
        Owners = new FileOwners(_paths.Length);
        _seen = new bool[_paths.Length];
        _absent = new bool[_paths.Length];
        Tree = TreeAt(options.Root, new RootMount(options.MountPoint, options.Mounts));
    }

    private enum NameState : byte
    {
        Unknown,
        Final,
        Suffixed,
    }

    /// <summary>The tree that holds the files now.</summary>
    public RootedTree Tree { get; private set; }

    /// <summary>Another place, to which the same rules apply.</summary>
    public RootedTree TreeAt(string root, RootMount mount) => new(root, mount, _options.Confirm);

    /// <summary>Which files are not the torrent's, or not its alone.</summary>
    public FileOwners Owners { get; }

    /// <summary>The path that the file has when complete, below the root.</summary>
    public string FinalPathOf(int file) => _paths[file];

    /// <summary>
    /// Every path that a file may have on disk, below the root, and which file that is.
    /// </summary>
    public Dictionary<string, int> AllPaths()
    {
        var all = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int file = 0; file < _paths.Length; file++)
        {
            if (_layout.Files[file].IsPadding) continue;
            all.Add(_paths[file], file);
            string suffixed = _paths[file] + Suffix;
            if (_taken is not null && !_taken.Contains(suffixed)) all.Add(suffixed, file);
        }

        return all;
    }

    /// <summary>The path that the file has on disk, below the root; the one it would get if it is not there.</summary>
    public StorageError? PathOf(DirectoryWalk walk, int file, out string path)
    {
        path = _paths[file];
        if (_taken is null || _names[file] == NameState.Final) return null;
        string suffixed = path + Suffix;
        // Another file of the torrent has that very name.
        if (_taken.Contains(suffixed)) return null;
        if (_names[file] == NameState.Unknown)
        {
            StorageError? error = Tree.Find(walk, suffixed, out FileStatus? status);
            if (error is null && status is null)
            {
                error = Tree.Find(walk, path, out status);
                if (status is not null) _names[file] = NameState.Final;
            }

            if (error is not null || _names[file] == NameState.Final) return error;
            if (status is not null) _names[file] = NameState.Suffixed;
        }

        path = suffixed;
        return null;
    }

    /// <summary>Looks at the file on disk; null if it is not there.</summary>
    public StorageError? Find(DirectoryWalk walk, int file, out FileStatus? status, out string path)
    {
        status = null;
        return PathOf(walk, file, out path) ?? Tree.Find(walk, path, out status);
    }

    /// <summary>
    /// Was the file not there when it was last opened? A recheck asks for each piece and needs no fresh answer.
    /// </summary>
    public bool IsAbsent(int file) => _absent[file];

    /// <summary>Pins the file open. For writing it is created, unless it was there before and vanished.</summary>
    public StorageError? Acquire(int file, bool forWrite, out HandleLease lease)
    {
        HandleEntry? entry = _cache.TryPin(this, file, forWrite);
        if (entry is not null)
        {
            lease = new HandleLease(_cache, entry);
            return null;
        }

        lease = default;
        string path;
        using (DirectoryWalk walk = Tree.Walk())
        {
            StorageError? lookUp = PathOf(walk, file, out path);
            if (lookUp is not null) return lookUp;
        }

        StorageError? error = Open(file, path, forWrite, out SafeFileHandle? handle);
        _absent[file] = error is { Kind: StorageErrorKind.Missing };
        if (error is not null) return error;
        entry = _cache.AddPinned(this, file, Tree.Root.FullPath(path), handle!, forWrite);
        lease = new HandleLease(_cache, entry);
        return null;
    }

    /// <summary>Writes to a file; to one that is guarded only what it has anyway.</summary>
    public StorageError? Write(in FileSpan span, IReadOnlyList<ReadOnlyMemory<byte>> gathered)
    {
        if (Owners.Guarded.Contains(span.File))
            return HasAlready(span, gathered) ? null : NotOurs.Guarded(Tree.Root.FullPath(_paths[span.File]));
        StorageError? error = Acquire(span.File, forWrite: true, out HandleLease lease);
        using (lease)
        {
            if (error is not null) return error;
            MarkDirty(span.File);
            return PositionedIo.Write(lease, gathered, span.FileOffset);
        }
    }

    /// <summary>Notes that the file was written.</summary>
    public void MarkDirty(int file)
    {
        lock (_dirtyLock) _dirty.Add(file);
    }

    /// <summary>Flushes every file written since the last time.</summary>
    public StorageError? FlushDirty()
    {
        int[] dirty;
        lock (_dirtyLock)
        {
            dirty = [.. _dirty];
            _dirty.Clear();
        }

        StorageError? first = null;
        foreach (int file in dirty)
        {
            StorageError? error = Flush(file);
            if (error is null) continue;
            first ??= error;
            MarkDirty(file);
        }

        return first;
    }

    /// <summary>Flushes one file.</summary>
    public StorageError? Flush(int file)
    {
        StorageError? error = Acquire(file, forWrite: false, out HandleLease lease);
        using (lease)
        {
            // Looked at anew since it was written, and gone: nothing is left to flush.
            if (error is { Kind: StorageErrorKind.Missing } && !_seen[file]) return null;
            if (error is not null) return error with { Operation = "flush" };
            return Libc.FlushContent(lease.Handle) == 0 ? null : Errno.Describe(Libc.LastError, "flush", lease.Path);
        }
    }

    /// <summary>
    /// Gives a complete file its final name. What is beyond its length is somebody else's, as in a log that has grown.
    /// The owner is alone.
    /// </summary>
    public StorageError? Complete(int file)
    {
        StorageError? error;
        string path;
        FileStatus? status;
        using (DirectoryWalk walk = Tree.Walk()) error = Find(walk, file, out status, out path);
        if (error is not null) return error;
        if (status is null) return Errno.Describe(Errno.NoEntry, "complete", Tree.Root.FullPath(path));
        if (!_written.IsTheSame(file, status.Value))
            return NotOurs.Replaced("complete", Tree.Root.FullPath(path));
        if (!string.Equals(path, _paths[file], StringComparison.Ordinal))
            error = Tree.Rename(path, Tree, _paths[file], out _);
        if (error is not null) return error;
        _names[file] = NameState.Final;
        _cache.Drop(this, file);
        return null;
    }

    /// <summary>Looks for a file at a path, with or without the suffix of an incomplete one.</summary>
    public StorageError? FindAt(DirectoryWalk walk, string path, out FileStatus? status)
    {
        status = null;
        StorageError? error = null;
        if (_taken is not null && !_taken.Contains(path + Suffix))
            error = Tree.Find(walk, path + Suffix, out status);
        return error is not null || status is not null ? error : Tree.Find(walk, path, out status);
    }

    /// <summary>
    /// Renames a file, on disk if it is there and nobody else's, to whom it would be lost. The owner is alone.
    /// </summary>
    public StorageError? Rename(int file, string newPath)
    {
        StorageError? error;
        string path;
        FileStatus? status;
        using (DirectoryWalk walk = Tree.Walk()) error = Find(walk, file, out status, out path);
        if (error is not null) return error;
        if (Owners.IsOthers(file))
        {
            bool isAbsent = Owners.IsAbsent(file);
            Assume(file, newPath);
            if (isAbsent) Owners.NoteAbsent(file);
            _seen[file] = false;
            _written.Forget(file);
            return null;
        }

        if (status is null && _seen[file])
            return Errno.Describe(Errno.NoEntry, "rename", Tree.Root.FullPath(path)) with { Message = "it vanished" };
        bool isSuffixed = path.Length > _paths[file].Length && !_taken!.Contains(newPath + Suffix);
        if (status is not null) error = Tree.Rename(path, Tree, isSuffixed ? newPath + Suffix : newPath, out _);
        if (error is not null) return error;
        Assume(file, newPath);
        if (status is not null) _names[file] = isSuffixed ? NameState.Suffixed : NameState.Final;
        return null;
    }

    /// <summary>The file has this path from now on, whatever is on disk. The owner is alone.</summary>
    public void Assume(int file, string path)
    {
        _taken?.Remove(_paths[file]);
        _taken?.Add(path);
        _paths[file] = path;
        _names[file] = NameState.Unknown;
        Owners.Forget(file);
        _cache.Drop(this, file);
    }

    /// <summary>Makes an empty file; one that holds anything is not the torrent's. The owner is alone.</summary>
    public StorageError? MakeEmpty(int file)
    {
        StorageError? error;
        string path;
        FileStatus? status;
        using (DirectoryWalk walk = Tree.Walk()) error = Find(walk, file, out status, out path);
        if (error is not null) return error;
        if (status is { Size: > 0 }) return NotOurs.NotEmpty(Tree.Root.FullPath(path));
        // Whoever made it: it is as it should be.
        if (status is not null) return Owners.IsAbsent(file) ? null : Complete(file);
        error = Acquire(file, forWrite: true, out HandleLease lease);
        lease.Dispose();
        return error ?? Complete(file);
    }

    /// <summary>Deletes a file and forgets it, but not one that cannot be ours. The owner is alone.</summary>
    public StorageError? Delete(DirectoryWalk walk, int file)
    {
        _cache.Drop(this, file);
        StorageError? error = Find(walk, file, out FileStatus? status, out string path);
        bool isForeign = status is not null
            && (Owners.IsAbsent(file) || (_layout.Files[file].Length == 0 && status.Value.Size > 0));
        if (error is null && status is not null && !isForeign) error = Tree.Delete(walk, path);
        if (error is not null) return error;
        lock (_dirtyLock) _dirty.Remove(file);
        _written.Forget(file);
        _seen[file] = false;
        _names[file] = NameState.Unknown;
        if (!isForeign) Owners.NoteGone(file);
        return null;
    }

    /// <summary>
    /// Forgets what was seen on disk. A recheck follows, which may find bytes in memory that another process wrote and
    /// nobody flushed; so from now on every file that is opened counts as written. The owner is alone.
    /// </summary>
    public void Forget()
    {
        _flushesOpened = true;
        _cache.Drop(this);
        Tree.Root.Forget();
        Array.Clear(_seen);
        Array.Clear(_absent);
        Array.Clear(_names);
        _written.Forget();
        Owners.Forget();
    }

    /// <summary>Goes on in another tree, where the files are by now. The owner is alone.</summary>
    public void SwitchTo(RootedTree tree)
    {
        _cache.Drop(this);
        Tree = tree;
        Array.Clear(_names);
        // Those stay behind: in the new place they were never seen.
        foreach (int file in Owners.LeftAlone) _seen[file] = false;
        Owners.Forget();
        _written.Forget();
    }

    /// <summary>Lets files that were absent be looked for again.</summary>
    public void ForgetAbsent() => Array.Clear(_absent);

    /// <summary>Closes the files.</summary>
    public void Close() => _cache.Drop(this);

    private bool HasAlready(in FileSpan span, IReadOnlyList<ReadOnlyMemory<byte>> gathered)
    {
        byte[] there = ArrayPool<byte>.Shared.Rent((int)span.Length);
        Memory<byte> content = there.AsMemory(0, (int)span.Length);
        StorageError? error = Acquire(span.File, forWrite: false, out HandleLease lease);
        using (lease) error ??= PositionedIo.Read(lease, [content], span.FileOffset, content.Length);
        bool isSame = error is null;
        foreach (ReadOnlyMemory<byte> buffer in gathered)
        {
            isSame = isSame && content.Span[..buffer.Length].SequenceEqual(buffer.Span);
            content = content[buffer.Length..];
        }

        ArrayPool<byte>.Shared.Return(there);
        return isSame;
    }

    private StorageError? Open(int file, string path, bool forWrite, out SafeFileHandle? handle)
    {
        FileAccess access = forWrite ? FileAccess.ReadWrite : FileAccess.Read;
        bool create = forWrite && !_seen[file];
        bool created;
        StorageError? error;
        // Of two threads that make it one finds it there: it is to know that it is ours.
        using (create ? _making.EnterScope() : default)
        {
            error = Tree.Open(path, access, create, out handle, out created);
            if (created) Owners.NoteMade(file);
        }

        if (error is { Kind: StorageErrorKind.Missing } && _seen[file])
            return error with { Message = "it vanished" };
        if (error is not null) return error;
        if (created || _flushesOpened) MarkDirty(file);
        error = forWrite ? KeepIdentity(file, path, handle!) ?? FileRoom.Allocate(
            handle!, _layout.Files[file].Length, _options.Allocation, Tree.Root.FullPath(path)) : null;
        if (error is not null)
        {
            handle!.Dispose();
            return error;
        }

        _seen[file] = true;
        if (created && _options.PartSuffix)
            _names[file] = path.Length > _paths[file].Length ? NameState.Suffixed : NameState.Final;
        return null;
    }

    private StorageError? KeepIdentity(int file, string path, SafeFileHandle handle)
    {
        if (Libc.StatusOf(handle, out FileStatus status) != 0)
            return Errno.Describe(Libc.LastError, "look at", Tree.Root.FullPath(path));
        string full = Tree.Root.FullPath(path);
        long length = _layout.Files[file].Length;
        if (Owners.IsAbsent(file)) return NotOurs.Appeared(full);
        if (status.Size > length && length > 0) return NotOurs.Longer(full, length);
        return _written.Keep(file, status) ? null : NotOurs.Replaced("write", full);
    }
}
