using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>How far a move is, as the new place tells.</summary>
internal enum MoveStep
{
    /// <summary>Not begun, or at its end.</summary>
    None,

    /// <summary>Files are being renamed or copied. What the stage holds is worth nothing yet.</summary>
    Begun,

    /// <summary>Every file was copied and flushed. Copies take their places, then those in the old place go.</summary>
    Copied,
}

/// <summary>
/// A directory below the new root that holds copies until all are there. Its name tells how far the move is, because a
/// rename is all or nothing. Only this torrent's moves use it, so what it holds may be deleted by the next one.
/// </summary>
internal sealed class MoveStage(RootedTree tree, InfoHash infoHash)
{
    private readonly string _begun = $".{infoHash}.moving";
    private readonly string _copied = $".{infoHash}.moved";
    private string _name = $".{infoHash}.moving";

    /// <summary>Where the copy of a file lies while it waits for its place.</summary>
    public string PathOf(string path) => $"{_name}/{path}";

    /// <summary>Looks how far an earlier try has come.</summary>
    public StorageError? Find(out MoveStep step)
    {
        step = MoveStep.None;
        StorageError? error = Exists(_copied, out bool isCopied);
        bool isBegun = false;
        if (error is null && !isCopied) error = Exists(_begun, out isBegun);
        if (isCopied) _name = _copied;
        if (isCopied || isBegun) step = isCopied ? MoveStep.Copied : MoveStep.Begun;
        return error;
    }

    /// <summary>From here on files of the torrent's names in the new place are the torrent's.</summary>
    public StorageError? Begin()
    {
        _name = _begun;
        using DirectoryWalk walk = tree.Walk();
        return walk.Enter(_begun, create: true, "create", out _) ?? tree.FlushDirectories();
    }

    /// <summary>All copies are there.</summary>
    public StorageError? Seal() => tree.FlushDirectories() ?? Rename(_copied);

    /// <summary>The copies are worth nothing again.</summary>
    public StorageError? Reopen() => tree.FlushDirectories() ?? Rename(_begun);

    /// <summary>Deletes copies, if there are any, and the stage.</summary>
    public StorageError? Discard(IEnumerable<string> paths)
    {
        StorageError? first = null;
        using (DirectoryWalk walk = tree.Walk())
        {
            foreach (string path in paths)
            {
                StorageError? error = tree.Delete(walk, PathOf(path));
                first ??= error;
            }
        }

        return first ?? End(paths);
    }

    /// <summary>Removes the stage, which holds nothing any more.</summary>
    public StorageError? End(IEnumerable<string> paths)
    {
        ContentDeleter.RemoveEmptyDirectories(tree, paths.Select(PathOf));
        return tree.FlushDirectories();
    }

    private StorageError? Rename(string name)
    {
        StorageError? error = tree.Rename(_name, tree, name, out _);
        if (error is not null) return error;
        _name = name;
        return tree.FlushDirectories();
    }

    private StorageError? Exists(string name, out bool exists)
    {
        using DirectoryWalk walk = tree.Walk();
        StorageError? root = walk.Enter("", create: false, "look up", out _);
        StorageError? error = root ?? walk.Enter(name, create: false, "look up", out _);
        exists = error is null;
        return root is null && error is { Kind: StorageErrorKind.Missing } ? null : error;
    }
}
