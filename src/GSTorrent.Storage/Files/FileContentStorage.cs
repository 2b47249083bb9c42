using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>
/// The content of a torrent in real files below a root. Nothing outside the root is ever touched: names are walked
/// without following symbolic links. Linux only.
/// </summary>
public sealed class FileContentStorage : IContentStorage
{
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly InfoHash _infoHash;
    private readonly ContentFiles _files;
    private readonly PartFile _parts;
    private readonly ContentRenamer _renamer;
    private readonly WantedFiles _wanted;
    private readonly SpanAccess _access;
    private volatile bool _isReady;
    private volatile bool _hasEmptyFiles;
    private volatile bool _isMoving;

    /// <param name="layout">Where pieces and files lie.</param>
    /// <param name="infoHash">Names the part file.</param>
    /// <param name="options">Root and habits.</param>
    /// <param name="handles">Shared by all torrents.</param>
    /// <param name="wantedFiles">One flag a file, as last chosen; null: all.</param>
    public FileContentStorage(
        ContentLayout layout,
        InfoHash infoHash,
        StorageOptions options,
        HandleCache handles,
        IReadOnlyList<bool>? wantedFiles = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handles);
        Layout = layout;
        _infoHash = infoHash;
        _files = new ContentFiles(layout, options, handles);
        _parts = new PartFile(layout, infoHash, handles);
        _renamer = new ContentRenamer(layout, _files, options.FormerPaths, reservedPrefix: $".{infoHash}.");
        _wanted = new WantedFiles(layout, _files, _parts, wantedFiles);
        _access = new SpanAccess(layout, _files, _parts, _wanted);
    }

    /// <inheritdoc />
    public ContentLayout Layout { get; }

    /// <inheritdoc />
    public string Root => _files.Tree.Root.Path;

    /// <summary>Runs before each change of names that a move makes; what it throws is like a kill.</summary>
    internal Action? BeforeChange { get; init; }

    /// <inheritdoc />
    public string? MountPoint => Mount.Point;

    private RootMount Mount => _files.Tree.Root.Mount;

    /// <inheritdoc />
    public StorageError? Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> gathered)
    {
        var buffers = new BufferCursor<ReadOnlyMemory<byte>>(gathered, GatherSlicer.Instance);
        FileSpans spans = Layout.Spans(offset, buffers.Remaining);
        StorageError? error = Prepare() ?? (_hasEmptyFiles ? null : Alone(MakeEmptyFiles));
        if (error is not null) return error;
        _gate.EnterReadLock();
        try
        {
            if (_isMoving) return Busy();
            return _access.Write(spans, buffers);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <inheritdoc />
    public StorageError? Read(long offset, IReadOnlyList<Memory<byte>> scattered)
    {
        var buffers = new BufferCursor<Memory<byte>>(scattered, ScatterSlicer.Instance);
        FileSpans spans = Layout.Spans(offset, buffers.Remaining);
        StorageError? error = Prepare();
        if (error is not null) return error;
        _gate.EnterReadLock();
        try
        {
            return _access.Read(spans, buffers);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <inheritdoc />
    public ContentPresence Probe(long offset, long length)
    {
        FileSpans spans = Layout.Spans(offset, length);
        if (Prepare() is not null) return ContentPresence.Missing;
        _gate.EnterReadLock();
        try
        {
            return _access.Probe(spans);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <inheritdoc />
    public StorageError? Flush()
    {
        _gate.EnterReadLock();
        try
        {
            // Directories last, but in any case: one bad file is not to keep the others from being found after a crash.
            StorageError? files = _files.FlushDirty();
            StorageError? parts = _parts.Flush(_files.Tree);
            StorageError? directories = _files.Tree.FlushDirectories();
            return files ?? parts ?? directories;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <inheritdoc />
    public StorageError? SetWanted(IReadOnlyList<bool> wantedFiles)
    {
        ArgumentNullException.ThrowIfNull(wantedFiles);
        if (wantedFiles.Count != Layout.Files.Count)
            throw new ArgumentException("One flag a file.", nameof(wantedFiles));
        return Prepare() ?? Change(() =>
        {
            _hasEmptyFiles = false;
            return _wanted.Choose(wantedFiles) ?? _files.Tree.FlushDirectories();
        });
    }

    /// <inheritdoc />
    public StorageError? FileCompleted(int file)
    {
        if (Layout.Files[file].IsPadding) return null;
        return Prepare() ?? Change(() =>
        {
            if (_wanted.IsInPartFile(file)) return null;
            return Layout.Files[file].Length == 0 ? _files.MakeEmpty(file) : _files.Complete(file);
        });
    }

    /// <inheritdoc />
    public void Guard(IReadOnlySet<int> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        _files.Owners.Guarded = files;
    }

    /// <inheritdoc />
    public void LeaveAlone(IReadOnlySet<int> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        _files.Owners.LeftAlone = files;
    }

    /// <inheritdoc />
    public string PathOf(int file) => _files.FinalPathOf(file);

    /// <inheritdoc />
    public StorageError? RenameFiles(IReadOnlyDictionary<int, string> newPaths)
    {
        ArgumentNullException.ThrowIfNull(newPaths);
        return Change(() => _renamer.GiveUp(newPaths)) ?? Prepare() ?? Change(() => _renamer.Rename(newPaths));
    }

    /// <inheritdoc />
    public MoveResult MoveTo(
        string newRoot, bool carriesOn, IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(newRoot);
        if (string.Equals(Path.GetFullPath(newRoot), Path.GetFullPath(Root), StringComparison.Ordinal))
        {
            AdoptMount(mountPoint: null);
            Forget();
            StorageError? absent = CheckRoot();
            return new MoveResult(absent is null ? MoveOutcome.Moved : MoveOutcome.Stayed, absent);
        }

        StorageError? unready = carriesOn ? SettleWhatIsHere() : Prepare();
        if (unready is not null)
            return new MoveResult(carriesOn ? MoveOutcome.Undecided : MoveOutcome.Stayed, unready);
        if (Change(BeginMove) is { } busy) return new MoveResult(MoveOutcome.Stayed, busy);
        try
        {
            RootedTree target = _files.TreeAt(newRoot, Mount.ForNewRoot());
            target.BeforeChange = BeforeChange;
            _files.Tree.BeforeChange = BeforeChange;
            Dictionary<string, int> names = _files.AllPaths();
            names.Add(_parts.Name, Layout.Files.Count);
            var mover = new ContentMover(
                _files.Tree, target, new MoveStage(target, _infoHash), names, Alone, () => SwitchTo(target))
            {
                Stays = Enumerable.Range(0, Layout.Files.Count).Where(_files.Owners.IsOthers).ToHashSet(),
            };
            return mover.Move(carriesOn, copiedBytes, cancellation);
        }
        finally
        {
            _isMoving = false;
        }
    }

    /// <inheritdoc />
    public StorageError? DeleteFiles(IReadOnlySet<int> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return Change(() =>
        {
            _isReady = false;
            _hasEmptyFiles = false;
            return _renamer.Settle() ?? ContentDeleter.Delete(Layout, _files, _parts, kept);
        });
    }

    /// <inheritdoc />
    public StorageError? Check(out FileStamp[] stamps) =>
        Check([.. Enumerable.Range(0, Layout.Files.Count)], out stamps);

    /// <inheritdoc />
    public StorageError? Check(IReadOnlyList<int> files, out FileStamp[] stamps)
    {
        ArgumentNullException.ThrowIfNull(files);
        stamps = new FileStamp[files.Count];
        // Files that are still at their former paths are not missing.
        StorageError? error = _renamer.IsSettled ? null : Prepare();
        if (error is not null) return error;
        _gate.EnterReadLock();
        try
        {
            _files.ForgetAbsent();
            using DirectoryWalk walk = _files.Tree.Walk();
            error = walk.Enter("", create: false, "check", out _);
            for (int i = 0; error is null && i < stamps.Length; i++)
            {
                FileStatus? status = null;
                if (!Layout.Files[files[i]].IsPadding) error = _files.Find(walk, files[i], out status, out _);
                if (status is null && error is null) _files.Owners.NoteAbsent(files[i]);
                bool isOurs = !_files.Owners.IsAbsent(files[i]) && !_wanted.IsInPartFile(files[i]);
                stamps[i] = isOurs && status is { } found ? found.Stamp : FileStamp.Missing;
            }

            return error;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <inheritdoc />
    public void NoteAbsent(IEnumerable<int> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (int file in files) _files.Owners.NoteAbsent(file);
    }

    /// <inheritdoc />
    public StorageError? FindStrangers(out IReadOnlyList<int> files)
    {
        var found = new List<int>();
        files = found;
        return Change(() =>
        {
            StorageError? error = _isReady ? null : _parts.Load(_files.Tree) ?? _renamer.Settle();
            using DirectoryWalk walk = _files.Tree.Walk();
            for (int file = 0; error is null && file < Layout.Files.Count; file++)
            {
                if (Layout.Files[file].IsPadding) continue;
                if (!_files.Owners.IsAbsent(file) && !_parts.HoldsFile(file)) continue;
                error = _files.Find(walk, file, out FileStatus? status, out _);
                if (status is not null) found.Add(file);
            }

            return error;
        });
    }

    /// <inheritdoc />
    public StorageError? CheckRoot()
    {
        _gate.EnterReadLock();
        try
        {
            using DirectoryWalk walk = _files.Tree.Walk();
            return walk.Enter("", create: false, "look for", out _);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <inheritdoc />
    public void KeepMount() => Mount.Keep();

    /// <inheritdoc />
    public void AdoptMount(string? mountPoint) => Mount.Adopt(mountPoint);

    /// <inheritdoc />
    public void Forget() => Alone(() =>
    {
        _files.Forget();
        _parts.Close();
        _isReady = false;
        _hasEmptyFiles = false;
        return null;
    });

    /// <inheritdoc />
    public void Dispose()
    {
        _files.Close();
        _parts.Close();
        _gate.Dispose();
    }

    /// <summary>Looks at the disk before the first use: the constructor must not, it may run on a loop.</summary>
    private StorageError? Prepare() => _isReady ? null : Alone(() =>
    {
        if (_isReady) return null;
        StorageError? error = _parts.Load(_files.Tree) ?? _renamer.Settle() ?? _wanted.Locate();
        _isReady = error is null;
        return error;
    });

    /// <summary>
    /// A move that a kill cut off before its first step may have left files at their former paths. One that had begun
    /// left none; then nothing may be here any more, not even the root.
    /// </summary>
    private StorageError? SettleWhatIsHere() => Change(() =>
    {
        StorageError? error = _renamer.Settle();
        bool isGone = error is { Kind: StorageErrorKind.Missing }
            && string.Equals(error.Path, Root, StringComparison.Ordinal);
        return isGone ? null : error;
    });

    private StorageError? MakeEmptyFiles()
    {
        StorageError? error = null;
        for (int file = 0; error is null && file < Layout.Files.Count; file++)
        {
            bool isEmpty = Layout.Files[file] is { Length: 0, IsPadding: false };
            if (isEmpty && _wanted.IsWanted(file)) error = _files.MakeEmpty(file);
        }

        _hasEmptyFiles = error is null;
        return error;
    }

    private StorageError? BeginMove()
    {
        _isMoving = true;
        return null;
    }

    private void SwitchTo(RootedTree target)
    {
        _files.SwitchTo(target);
        _parts.Close();

        // A move that another run began may have found nothing here: only the new place tells where everything lives.
        _isReady = false;
    }

    private StorageError Busy() => new(StorageErrorKind.Busy, "change", Root, "the content is being moved");

    /// <summary>Runs with no reader or writer beside it, unless the content is being moved.</summary>
    private StorageError? Change(Func<StorageError?> action) => Alone(() => _isMoving ? Busy() : action());

    /// <summary>Runs with no reader or writer beside it.</summary>
    private StorageError? Alone(Func<StorageError?> action)
    {
        _gate.EnterWriteLock();
        try
        {
            return action();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }
}
