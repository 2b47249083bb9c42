namespace GSTorrent.Storage;

/// <summary>
/// Opens directories below a root, component by component and never through a symbolic link, so that nothing already on
/// disk can lead out of the root. Remembers the last one, because files come sorted by directory. One thread.
/// </summary>
internal sealed class DirectoryWalk(RootDirectory root, DirtyDirectories dirty) : IDisposable
{
    // Open to all within the user's umask, as every program that creates files leaves it to the user.
    private const uint DirectoryMode = 0x1ff;
    private const int OpenFlags = Libc.OpenReadOnly | Libc.OpenCloseOnExec;

    private int _descriptor = -1;
    private string? _current;

    public RootDirectory Root => root;

    /// <summary>Opens a directory; the descriptor is valid until the next call.</summary>
    /// <param name="directory">Relative to the root; empty: the root.</param>
    /// <param name="create">Make directories that are missing? The root is never made.</param>
    /// <param name="operation">For the error.</param>
    /// <param name="descriptor">The open directory.</param>
    public StorageError? Enter(string directory, bool create, string operation, out int descriptor)
    {
        descriptor = _descriptor;
        if (string.Equals(_current, directory, StringComparison.Ordinal)) return null;
        Dispose();
        StorageError? error = root.Open(operation, out descriptor);
        int start = 0;
        while (error is null && start < directory.Length)
        {
            int end = directory.IndexOf('/', start);
            if (end < 0) end = directory.Length;
            error = Step(ref descriptor, directory, start..end, create, operation);
            start = end + 1;
        }

        if (error is not null) return error;
        _descriptor = descriptor;
        _current = directory;
        return null;
    }

    public void Dispose()
    {
        if (_descriptor >= 0) _ = Libc.Close(_descriptor);
        _descriptor = -1;
        _current = null;
    }

    private StorageError? Step(ref int descriptor, string directory, Range part, bool create, string operation)
    {
        string name = directory[part];
        int parent = descriptor;
        int errno = 0;
        if (!IsPlainName(name)) errno = Errno.Loop;
        else if ((descriptor = OpenChild(parent, name)) < 0) errno = Libc.LastError;

        if (errno == Errno.NoEntry && create)
        {
            dirty.Add(part.Start.Value == 0 ? "" : directory[..(part.Start.Value - 1)]);
            bool made = Libc.MakeDirectoryAt(parent, name, DirectoryMode) == 0 || Libc.LastError == Errno.Exists;
            if (made) descriptor = OpenChild(parent, name);
            errno = made && descriptor >= 0 ? 0 : Libc.LastError;
        }

        // The kernel says "not a directory" for a link too; people should read what it is.
        if (errno == Errno.NotDirectory && IsLink(parent, name)) errno = Errno.Loop;
        _ = Libc.Close(parent);
        return errno == 0 ? null : Errno.Describe(errno, operation, root.FullPath(directory[..part.End.Value]));
    }

    internal static bool IsPlainName(string name) =>
        name.Length > 0 && name is not ("." or "..") && !name.Contains('\0', StringComparison.Ordinal);

    internal static bool IsLink(int directory, string name) =>
        Libc.StatusAt(directory, name, out FileStatus status) == 0 && status.IsSymbolicLink;

    private static int OpenChild(int parent, string name) =>
        Libc.OpenAt(parent, name, OpenFlags | Libc.OpenDirectory | Libc.OpenNoFollow, 0);
}
