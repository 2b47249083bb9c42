namespace GSTorrent.Storage;

/// <summary>
/// The directory that confines a torrent. Once seen it must stay the same directory, and it is not taken for the root
/// while its mount is away: an unmounted disk leaves an empty mount point of the same name, which is not to be filled.
/// </summary>
internal sealed class RootDirectory(string path, RootMount mount)
{
    private readonly Lock _lock = new();
    private bool _isKnown;
    private ulong _device;
    private ulong _inode;

    public string Path { get; } = path;

    public RootMount Mount { get; } = mount;

    public string FullPath(string relative) => relative.Length == 0 ? Path : System.IO.Path.Join(Path, relative);

    /// <summary>
    /// Opens the root; the caller closes the descriptor. A link to the root itself is the user's choice.
    /// </summary>
    public StorageError? Open(string operation, out int descriptor)
    {
        StorageError? unmounted = IsKnown ? null : LookAtMount(operation);
        descriptor = unmounted is null ? OpenDirectory() : -1;
        if (unmounted is not null) return unmounted;
        if (descriptor < 0) return OpenFailed(Libc.LastError, operation);
        if (Libc.StatusOf(descriptor, out FileStatus status) == 0 && IsSame(status)) return null;
        _ = Libc.Close(descriptor);
        descriptor = -1;
        return Mount.Look(Path, operation) ?? new StorageError(StorageErrorKind.Missing, operation, Path,
            "another directory stands where the root was; is its disk unmounted?");
    }

    public void Forget()
    {
        lock (_lock) _isKnown = false;
    }

    private bool IsKnown
    {
        get
        {
            lock (_lock) return _isKnown;
        }
    }

    private int OpenDirectory() =>
        Libc.Open(Path, Libc.OpenReadOnly | Libc.OpenDirectory | Libc.OpenCloseOnExec, 0);

    private StorageError? LookAtMount(string operation)
    {
        // A file system that is mounted on demand is mounted by this, and is in the table afterwards.
        int descriptor = OpenDirectory();
        if (descriptor >= 0) _ = Libc.Close(descriptor);
        return Mount.Look(Path, operation);
    }

    private StorageError OpenFailed(int errno, string operation)
    {
        if (errno != Errno.NoEntry) return Errno.Describe(errno, operation, Path);
        return Mount.Look(Path, operation)
            ?? new StorageError(StorageErrorKind.Missing, operation, Path, "the root directory does not exist");
    }

    private bool IsSame(in FileStatus status)
    {
        lock (_lock)
        {
            if (_isKnown) return _device == status.Device && _inode == status.Inode;
            _isKnown = true;
            _device = status.Device;
            _inode = status.Inode;
            return true;
        }
    }
}
