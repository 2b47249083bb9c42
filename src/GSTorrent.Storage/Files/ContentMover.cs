namespace GSTorrent.Storage;

/// <summary>Moves the files of a torrent to another root; used once, while nobody else changes them.</summary>
internal sealed class ContentMover(ContentLayout layout, ContentFiles files, PartFile parts, RootedTree target)
{
    private readonly RootedTree _source = files.Tree;
    private readonly List<string> _paths = [];
    private readonly List<string> _done = [];
    private bool _isOtherDevice;

    /// <summary>
    /// Renames if possible, else copies and deletes. After an error all is where it was, but see LeftBehind.
    /// </summary>
    /// <param name="alone">Runs an action with no reader or writer beside it.</param>
    /// <param name="copiedBytes">Told the sum of bytes copied.</param>
    /// <param name="cancellation">Ends a copy.</param>
    public StorageError? Move(
        Func<Func<StorageError?>, StorageError?> alone, IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        StorageError? error = CreateRoot() ?? ListFiles() ?? CheckDestination();
        if (error is not null) return error;
        error = alone(RenameAll);
        if (!_isOtherDevice)
        {
            if (error is null) ContentDeleter.RemoveEmptyDirectories(_source, _done);
            return error;
        }

        error = CopyAll(copiedBytes, cancellation) ?? target.FlushDirectories();
        if (error is not null)
        {
            _ = DeleteAll(target);
            return error;
        }

        _ = alone(SwitchOver);
        error = DeleteAll(_source);
        return error is null ? null : error with { Kind = StorageErrorKind.LeftBehind };
    }

    private StorageError? CreateRoot()
    {
        try
        {
            Directory.CreateDirectory(target.Root.Path);
            return null;
        }
        catch (Exception exception) when (Errno.IsDiskError(exception))
        {
            return Errno.Describe(exception, "create", target.Root.Path);
        }
    }

    private StorageError? ListFiles()
    {
        using DirectoryWalk walk = _source.Walk();
        StorageError? error = walk.Enter("", create: false, "move", out _);
        for (int file = 0; error is null && file < layout.Files.Count; file++)
        {
            if (layout.Files[file].IsPadding) continue;
            error = files.Find(walk, file, out FileStatus? status, out string path);
            if (status is not null) _paths.Add(path);
        }

        error ??= _source.Find(walk, parts.Name, out FileStatus? partStatus) ?? Add(partStatus);
        return error;

        StorageError? Add(FileStatus? found)
        {
            if (found is not null) _paths.Add(parts.Name);
            return null;
        }
    }

    private StorageError? CheckDestination()
    {
        using DirectoryWalk walk = target.Walk();
        foreach (string path in _paths)
        {
            StorageError? error = target.Find(walk, path, out FileStatus? status);
            if (error is not null) return error;
            if (status is not null) return Errno.Describe(Errno.Exists, "move to", target.Root.FullPath(path));
        }

        return null;
    }

    private StorageError? RenameAll()
    {
        StorageError? error = null;
        foreach (string path in _paths)
        {
            error = _source.Rename(path, target, path, out int errno);
            _isOtherDevice = errno == Errno.CrossDevice && _done.Count == 0;
            if (error is not null) break;
            _done.Add(path);
        }

        error ??= target.FlushDirectories() ?? _source.FlushDirectories();
        if (error is null) return SwitchOver();
        foreach (string path in _done) _ = target.Rename(path, _source, path, out _);
        ContentDeleter.RemoveEmptyDirectories(target, _paths);
        _done.Clear();
        return error;
    }

    private StorageError? CopyAll(IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        var copier = new FileCopier(_source, target, copiedBytes, cancellation);
        foreach (string path in _paths)
        {
            StorageError? error = copier.Copy(path, out bool created);
            if (created) _done.Add(path);
            if (error is not null) return error;
        }

        return null;
    }

    private StorageError? SwitchOver()
    {
        files.SwitchTo(target);
        parts.Close();
        return null;
    }

    private StorageError? DeleteAll(RootedTree tree)
    {
        StorageError? first = null;
        using (DirectoryWalk walk = tree.Walk())
        {
            foreach (string path in _done)
            {
                StorageError? error = tree.Delete(walk, path);
                first ??= error;
            }
        }

        ContentDeleter.RemoveEmptyDirectories(tree, _paths);
        return first ?? tree.FlushDirectories();
    }
}
