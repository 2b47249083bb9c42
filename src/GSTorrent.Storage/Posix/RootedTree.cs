using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>Files below one root by relative path; nothing outside the root is ever touched. Thread-safe.</summary>
internal sealed class RootedTree(string root, RootMount mount, Func<string, string, string?>? confirm = null)
{
    private const uint FileMode = 0x1b6;
    private const int OpenFlags = Libc.OpenCloseOnExec | Libc.OpenNonBlocking;

    private readonly DirtyDirectories _dirty = new();

    public RootDirectory Root { get; } = new(root, mount, confirm);

    /// <summary>Told before a name is made, changed or taken away.</summary>
    public Action? BeforeChange { get; set; }

    /// <summary>Starts a walk for several operations in order; one a thread.</summary>
    public DirectoryWalk Walk() => new(Root, _dirty);

    /// <summary>Opens a regular file. Missing is an error unless it is to be created.</summary>
    public StorageError? Open(string path, FileAccess access, bool create, out SafeFileHandle? handle, out bool created)
    {
        handle = null;
        created = false;
        using DirectoryWalk walk = Walk();
        StorageError? error = EnterParent(walk, path, create, "open", out int parent, out string name);
        if (error is not null) return error;
        int flags = OpenFlags | Libc.OpenNoFollow
            | (access == FileAccess.Read ? Libc.OpenReadOnly : Libc.OpenReadWrite);
        int descriptor = Libc.OpenAt(parent, name, flags, 0);
        int errno = descriptor < 0 ? Libc.LastError : 0;
        if (errno == Errno.NoEntry && create)
        {
            BeforeChange?.Invoke();
            descriptor = Libc.OpenAt(parent, name, flags | Libc.OpenCreate | Libc.OpenExclusive, FileMode);
            created = descriptor >= 0;
            if (created) _dirty.Add(Split(path).Directory);
            // Another thread was faster: its file is as good.
            else if (Libc.LastError == Errno.Exists) descriptor = Libc.OpenAt(parent, name, flags, 0);
            errno = descriptor < 0 ? Libc.LastError : 0;
        }

        if (errno != 0) return Fail(errno, created || create ? "create" : "open", path);
        handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Libc.StatusOf(descriptor, out FileStatus status) == 0 && status.IsRegularFile) return null;
        handle.Dispose();
        handle = null;
        return NotRegular("open", path);
    }

    /// <summary>Looks at a regular file; a missing one (or a missing directory above it) is no error.</summary>
    public StorageError? Find(DirectoryWalk walk, string path, out FileStatus? status)
    {
        status = null;
        StorageError? error = EnterParent(walk, path, create: false, "look up", out int parent, out string name);
        if (error is not null) return IsBelowRoot(error) ? null : error;
        if (Libc.StatusAt(parent, name, out FileStatus found) != 0)
            return Libc.LastError == Errno.NoEntry ? null : Fail(Libc.LastError, "look up", path);
        if (found.IsSymbolicLink) return Fail(Errno.Loop, "look up", path);
        if (!found.IsRegularFile) return NotRegular("look up", path);
        status = found;
        return null;
    }

    /// <summary>Deletes a file; one that is missing is deleted already.</summary>
    public StorageError? Delete(DirectoryWalk walk, string path)
    {
        StorageError? error = EnterParent(walk, path, create: false, "delete", out int parent, out string name);
        if (error is not null) return IsBelowRoot(error) ? null : error;
        _dirty.Add(Split(path).Directory);
        BeforeChange?.Invoke();
        if (Libc.UnlinkAt(parent, name, 0) == 0 || Libc.LastError == Errno.NoEntry) return null;
        return Fail(Libc.LastError, "delete", path);
    }

    /// <summary>Removes a directory if it is empty; anything else is left as it is.</summary>
    public void DeleteIfEmpty(string directory)
    {
        using DirectoryWalk walk = Walk();
        (string above, string name) = Split(directory);
        if (walk.Enter(above, create: false, "delete", out int parent) is not null) return;
        BeforeChange?.Invoke();
        if (Libc.UnlinkAt(parent, name, Libc.AtRemoveDirectory) == 0) _dirty.Add(above);
    }

    /// <summary>Renames within or across roots; what stands at the destination is never replaced.</summary>
    /// <param name="from">Path below this root.</param>
    /// <param name="target">The tree of the destination, maybe this one.</param>
    /// <param name="to">Path below the target's root; its directories are made.</param>
    /// <param name="errno">The system's number, to tell a move to another device.</param>
    public StorageError? Rename(string from, RootedTree target, string to, out int errno)
    {
        errno = 0;
        using DirectoryWalk source = Walk();
        using DirectoryWalk destination = target.Walk();
        StorageError? error = EnterParent(
            source, from, create: false, "rename", out int fromParent, out string fromName);
        if (error is not null) return error;
        error = target.EnterParent(destination, to, create: true, "rename to", out int toParent, out string toName);
        if (error is not null) return error;
        BeforeChange?.Invoke();
        if (Libc.RenameNew(fromParent, fromName, toParent, toName) != 0)
        {
            errno = Libc.LastError;
            return errno == Errno.Exists ? target.Fail(errno, "rename to", to) : Fail(errno, "rename", from);
        }

        _dirty.Add(Split(from).Directory);
        target._dirty.Add(Split(to).Directory);
        return null;
    }

    /// <summary>Makes creations, renames and deletions durable.</summary>
    public StorageError? FlushDirectories()
    {
        StorageError? first = null;
        using DirectoryWalk walk = Walk();
        foreach (string directory in _dirty.Take())
        {
            StorageError? error = walk.Enter(directory, create: false, "flush directory", out int descriptor);
            if (error is null && Libc.FlushDirectory(descriptor) != 0 && Libc.LastError != Errno.Invalid)
                error = Fail(Libc.LastError, "flush directory", directory);
            // A directory that was removed since needs no flush: the one above it is in the list too.
            if (error is null || IsBelowRoot(error)) continue;
            _dirty.Add(directory);
            first ??= error;
        }

        return first;
    }

    public static (string Directory, string Name) Split(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? ("", path) : (path[..slash], path[(slash + 1)..]);
    }

    private StorageError? EnterParent(
        DirectoryWalk walk, string path, bool create, string operation, out int parent, out string name)
    {
        (string directory, name) = Split(path);
        parent = -1;
        // Never happens to sanitised paths; refused all the same.
        if (!path.Split('/').All(DirectoryWalk.IsPlainName))
            return new StorageError(StorageErrorKind.PathEscape, operation, Root.FullPath(path), "it is no safe name");
        return walk.Enter(directory, create, operation, out parent);
    }

    private bool IsBelowRoot(StorageError error) =>
        error.Kind == StorageErrorKind.Missing && !string.Equals(error.Path, Root.Path, StringComparison.Ordinal);

    private StorageError NotRegular(string operation, string path) =>
        new(StorageErrorKind.WrongFileType, operation, Root.FullPath(path), "it is not a regular file");

    private StorageError Fail(int errno, string operation, string path) =>
        Errno.Describe(errno, operation, Root.FullPath(path));
}
