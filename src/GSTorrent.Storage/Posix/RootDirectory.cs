namespace GSTorrent.Storage;

/// <summary>
/// The directory that confines a torrent. Once seen it must stay the same directory, and it is not taken for the root
/// while its mount is away: an unmounted disk leaves an empty mount point of the same name, which is not to be filled.
/// </summary>
/// <param name="path">Absolute.</param>
/// <param name="mount">What holds it.</param>
/// <param name="confirm">See <see cref="StorageOptions.Confirm"/>.</param>
internal sealed class RootDirectory(string path, RootMount mount, Func<string, string, string?>? confirm)
{
    private readonly Lock _lock = new();
    private bool _isKnown;
    private ulong _device;
    private ulong _inode;

    public string Path { get; } = path;

    public RootMount Mount { get; } = mount;

    public string FullPath(string relative) => relative.Length == 0 ? Path : System.IO.Path.Join(Path, relative);

    /// <summary>
    /// Opens the root; the caller closes the descriptor. A link to the root itself is the user's choice, as far as it
    /// may lead where it leads: a directory may be replaced by a link after it was allowed.
    /// </summary>
    public StorageError? Open(string operation, out int descriptor)
    {
        StorageError? unmounted = IsKnown ? null : LookAtMount(operation);
        descriptor = unmounted is null ? OpenDirectory() : -1;
        if (unmounted is not null) return unmounted;
        if (descriptor < 0) return OpenFailed(Libc.LastError, operation);
        StorageError? refused = null;
        if (Libc.StatusOf(descriptor, out FileStatus status) == 0)
        {
            if (IsKnown && IsSame(status)) return null;
            // Where it is open already: nobody can put another one there between the question and the use.
            refused = Refuse(LocalPath.Real(descriptor), operation);
            if (refused is null && IsSame(status)) return null;
        }

        _ = Libc.Close(descriptor);
        descriptor = -1;
        return refused ?? Mount.Look(Path, operation) ?? new StorageError(StorageErrorKind.Missing, operation, Path,
            "another directory stands where the root was; is its disk unmounted?");
    }

    /// <summary>Makes the root, unless that would be where content must not lie.</summary>
    public StorageError? Create(string operation)
    {
        try
        {
            string there = Path;
            while (!Directory.Exists(there)) there = System.IO.Path.GetDirectoryName(there) ?? "/";
            // One that is there is looked at when it is opened.
            if (there.Length == Path.Length) return null;
            string? real = LocalPath.RealDirectory(there);
            StorageError? refused = Refuse(
                real is null ? null : System.IO.Path.Join(real, Path[there.Length..]), operation);
            if (refused is null) Directory.CreateDirectory(Path);
            return refused;
        }
        catch (Exception exception) when (Errno.IsDiskError(exception))
        {
            return Errno.Describe(exception, operation, Path);
        }
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

    private StorageError? Refuse(string? real, string operation)
    {
        if (confirm is null) return null;
        string? why = real is null ? "the system does not tell which directory it is" : confirm(Path, real);
        return why is null ? null : new StorageError(StorageErrorKind.PathEscape, operation, Path, why);
    }

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
