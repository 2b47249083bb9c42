using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>
/// Gives files other paths, and ends renames that a kill cut short. Nothing that is there is replaced, and no file
/// takes a path that another one has: so each file lies at its former path or at its new one, whenever the kill comes,
/// and which of them it is can be seen. The owner is alone.
/// </summary>
/// <param name="layout">The files.</param>
/// <param name="files">Where they are.</param>
/// <param name="former">Paths before renames that may not have ended.</param>
/// <param name="reservedPrefix">No file may have a name with it: such names are the storage's own.</param>
/// <param name="afterEach">Called after each rename; null: nobody.</param>
internal sealed class ContentRenamer(
    ContentLayout layout, ContentFiles files, IReadOnlyDictionary<int, string> former, string reservedPrefix,
    Action? afterEach = null)
{
    private readonly Dictionary<int, string> _former = Usable(layout, former);
    private volatile bool _isSettled = former.Count == 0 && AreOfTheMetainfo(layout, files);

    /// <summary>
    /// Are the paths known to be good, and does no file lie at a former one any more? Read by any thread.
    /// </summary>
    public bool IsSettled => _isSettled;

    /// <summary>Ends what a kill cut short: files that are still at their former paths are renamed.</summary>
    public StorageError? Settle()
    {
        if (_isSettled) return null;
        string[] paths = CurrentPaths();
        if (ContentPaths.CheckTogether(layout.Files, paths) is { } clash)
            return new StorageError(StorageErrorKind.AlreadyExists, "use", files.Tree.Root.Path, clash);
        var owners = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int file = 0; file < paths.Length; file++) owners[paths[file]] = file;
        StorageError? error = null;
        foreach ((int file, string path) in _former)
        {
            // Whose it is nobody knows: it stays there.
            if (files.Owners.LeftAlone.Contains(file)) continue;
            // Meanwhile another file has that path: what lies there is its own.
            if (!owners.TryGetValue(path, out int owner) || owner == file) error = Settle(file, path);
            if (error is not null) return error;
        }

        error = files.Tree.FlushDirectories();
        if (error is not null) return error;
        ContentDeleter.RemoveEmptyDirectories(files.Tree, _former.Values);
        _former.Clear();
        _isSettled = true;
        return null;
    }

    /// <summary>
    /// A rename that could not be ended is given up: files that are at their former paths stay there.
    /// </summary>
    /// <param name="newPaths">Concerns those whose new path is the former one.</param>
    public StorageError? GiveUp(IReadOnlyDictionary<int, string> newPaths)
    {
        if (_isSettled) return null;
        using DirectoryWalk walk = files.Tree.Walk();
        foreach ((int file, string path) in _former)
        {
            if (!newPaths.TryGetValue(file, out string? wanted)
                || !string.Equals(wanted, path, StringComparison.Ordinal)) continue;
            StorageError? error = files.FindAt(walk, path, out FileStatus? status);
            if (error is not null) return error;
            if (status is null) continue;
            files.Assume(file, path);
            _former.Remove(file);
        }

        return null;
    }

    /// <summary>All or none.</summary>
    public StorageError? Rename(IReadOnlyDictionary<int, string> newPaths)
    {
        (int File, string From, string To)[] steps =
        [
            .. newPaths.Select(pair => (File: pair.Key, From: files.FinalPathOf(Valid(pair.Key)), To: pair.Value))
                .Where(static step => !string.Equals(step.From, step.To, StringComparison.Ordinal)),
        ];
        StorageError? error = Check(steps);
        int done = 0;
        while (error is null && done < steps.Length)
        {
            error = files.Rename(steps[done].File, steps[done].To);
            if (error is not null) break;
            done++;
            afterEach?.Invoke();
        }

        error ??= files.Tree.FlushDirectories();
        if (error is not null)
        {
            StorageError? stuck = null;
            for (int step = done - 1; step >= 0; step--) stuck ??= files.Rename(steps[step].File, steps[step].From);
            ContentDeleter.RemoveEmptyDirectories(files.Tree, steps.Select(static step => step.To));
            return stuck is null ? error : error with { Message = $"{error.Message}; and then: {stuck}" };
        }

        ContentDeleter.RemoveEmptyDirectories(files.Tree, steps.Select(static step => step.From));
        return null;
    }

    private static Dictionary<int, string> Usable(ContentLayout layout, IReadOnlyDictionary<int, string> former)
    {
        var usable = new Dictionary<int, string>();
        foreach ((int file, string path) in former)
            if (file >= 0 && file < layout.Files.Count && !layout.Files[file].IsPadding) usable.Add(file, path);
        return usable;
    }

    private static bool AreOfTheMetainfo(ContentLayout layout, ContentFiles files)
    {
        for (int file = 0; file < layout.Files.Count; file++)
            if (!ReferenceEquals(files.FinalPathOf(file), layout.Files[file].Path)) return false;
        return true;
    }

    private StorageError? Settle(int file, string formerPath)
    {
        string path = files.FinalPathOf(file);
        StorageError? error;
        using (DirectoryWalk walk = files.Tree.Walk())
        {
            error = files.FindAt(walk, path, out FileStatus? here);
            if (error is not null) return error;
            error = files.FindAt(walk, formerPath, out FileStatus? there);
            // A link or directory that stands there by now is not ours.
            if (error is { Kind: StorageErrorKind.WrongFileType or StorageErrorKind.PathEscape }) return null;
            if (error is not null || there is null) return error;
            if (here is not null) return BothAreThere(path, formerPath, here.Value, there.Value);
        }

        files.Assume(file, formerPath);
        error = files.Rename(file, path);
        if (error is not null) files.Assume(file, path);
        afterEach?.Invoke();
        return error;
    }

    private StorageError? BothAreThere(string path, string formerPath, in FileStatus here, in FileStatus there)
    {
        // A file system that renames by way of a second link, or that does not tell letter case apart.
        if (here.Device == there.Device && here.Inode == there.Inode) return null;
        return new StorageError(
            StorageErrorKind.AlreadyExists, "finish the renaming to", files.Tree.Root.FullPath(path),
            $"there is a file, and one at {files.Tree.Root.FullPath(formerPath)} too; move the one away that is not "
            + "the torrent's, or give the file its old name again");
    }

    private StorageError? Check((int File, string From, string To)[] steps)
    {
        string[] paths = CurrentPaths();
        var before = new HashSet<string>(paths, StringComparer.OrdinalIgnoreCase);
        foreach ((int file, string from, string to) in steps)
        {
            paths[file] = to;
            string? fault = ContentPaths.Check(layout.Files[file], to);
            if (fault is not null) return Refuse(StorageErrorKind.PathEscape, to, fault);
            if (to.StartsWith(reservedPrefix, StringComparison.Ordinal))
                return Refuse(StorageErrorKind.AlreadyExists, to, "the name is kept for the server's own files");
            bool isOwn = string.Equals(from, to, StringComparison.OrdinalIgnoreCase);
            if (!isOwn && before.Contains(to))
                return Refuse(StorageErrorKind.AlreadyExists, to, "another file of the torrent has this path by now");
        }

        if (steps.Length == 0) return null;
        return ContentPaths.CheckTogether(layout.Files, paths) is { } clash
            ? Refuse(StorageErrorKind.AlreadyExists, steps[0].To, clash)
            : CheckFree(steps);
    }

    // Each rename looks again; here most of what could be in the way is found before anything has changed.
    private StorageError? CheckFree((int File, string From, string To)[] steps)
    {
        using DirectoryWalk walk = files.Tree.Walk();
        foreach ((int _, string _, string to) in steps)
        {
            StorageError? error = files.FindAt(walk, to, out FileStatus? status);
            if (error is not null) return error;
            if (status is not null) return Errno.Describe(Errno.Exists, "rename to", files.Tree.Root.FullPath(to));
        }

        return null;
    }

    private StorageError Refuse(StorageErrorKind kind, string path, string message) =>
        new(kind, "rename to", files.Tree.Root.FullPath(path), message);

    private string[] CurrentPaths() => [.. Enumerable.Range(0, layout.Files.Count).Select(files.FinalPathOf)];

    private int Valid(int file) => file >= 0 && file < layout.Files.Count && !layout.Files[file].IsPadding
        ? file
        : throw new ArgumentException($"{file} is the index of no file on disk.", nameof(file));
}
