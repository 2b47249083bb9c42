namespace GSTorrent.Storage;

/// <summary>
/// Moves the files of a torrent to another root; used once, while nobody else changes them. Whatever step a kill cuts
/// off, another one can tell from the disk what is to be done: <see cref="MoveStage"/> says how far it was, and at
/// every moment each file lies, whole, in the old place or the new one or in both.
/// </summary>
/// <param name="source">The old place.</param>
/// <param name="target">The new place.</param>
/// <param name="stage">In the new place.</param>
/// <param name="names">Every path that a file of the torrent may have, and a number for the file.</param>
/// <param name="alone">Runs an action with no reader or writer beside it.</param>
/// <param name="switchOver">From now on the files are used in the new place.</param>
internal sealed class ContentMover(
    RootedTree source,
    RootedTree target,
    MoveStage stage,
    IReadOnlyDictionary<string, int> names,
    Func<Func<StorageError?>, StorageError?> alone,
    Action switchOver)
{
    /// <summary>Numbers of files that are somebody else's: what the old place has of them does not move.</summary>
    public required IReadOnlySet<int> Stays { get; init; }

    private readonly Dictionary<string, FileStatus> _here = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileStatus> _there = new(StringComparer.Ordinal);
    private HashSet<int>? _filesHere;
    private StorageError? _sourceGone;
    private bool _isOtherDevice;

    /// <summary>Renames if possible, else copies and deletes.</summary>
    /// <param name="carriesOn">Was this very move begun before?</param>
    /// <param name="copiedBytes">Told the sum of bytes copied.</param>
    /// <param name="cancellation">Ends a copy.</param>
    public MoveResult Move(bool carriesOn, IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        var step = MoveStep.None;
        StorageError? error = target.Root.Create("create") ?? stage.Find(out step);
        error ??= Look(target, _there) ?? LookAtSource();
        // A move that goes on has brought none of these there.
        if (carriesOn) Exclude(_there);
        if (error is not null) return new MoveResult(carriesOn ? MoveOutcome.Undecided : MoveOutcome.Stayed, error);
        if (!carriesOn)
        {
            MoveResult result = Stayed(_sourceGone) ?? Begin(step, copiedBytes, cancellation);
            return result with
            {
                MetFiles = result.Outcome == MoveOutcome.Moved && _here.Count == 0 && _there.Count > 0,
            };
        }

        if (step == MoveStep.Copied) return CarryOnCopied(copiedBytes, cancellation);
        bool isAtEnd = step == MoveStep.None && _there.Count > 0;
        if (_sourceGone is not null && !isAtEnd) return new MoveResult(MoveOutcome.Undecided, _sourceGone);
        return step == MoveStep.None
            ? Begin(step, copiedBytes, cancellation)
            : CarryOnBegun(copiedBytes, cancellation);
    }

    private StorageError? LookAtSource()
    {
        StorageError? error = Look(source, _here);
        Exclude(_here);
        bool isGone = error is { Kind: StorageErrorKind.Missing }
            && string.Equals(error.Path, source.Root.Path, StringComparison.Ordinal);
        if (isGone) _sourceGone = error;
        return isGone ? null : error;
    }

    private void Exclude(Dictionary<string, FileStatus> found)
    {
        foreach (string name in found.Keys.Where(name => Stays.Contains(names[name])).ToArray()) found.Remove(name);
    }

    private StorageError? Look(
        RootedTree tree, Dictionary<string, FileStatus> found, Func<string, string>? pathOf = null)
    {
        using DirectoryWalk walk = tree.Walk();
        StorageError? error = walk.Enter("", create: false, "move", out _);
        foreach (string name in names.Keys)
        {
            FileStatus? status = null;
            error ??= tree.Find(walk, pathOf?.Invoke(name) ?? name, out status);
            if (error is not null) return error;
            if (status is not null) found.Add(name, status.Value);
        }

        return null;
    }

    /// <summary>
    /// Nothing was done yet. Files of these names that are in the new place belong to somebody else, and what the stage
    /// holds was left by another move.
    /// </summary>
    private MoveResult Begin(MoveStep left, IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        if (left != MoveStep.None && stage.Discard(names.Keys) is { } notCleared) return Stayed(notCleared)!.Value;
        if (_here.Count == 0) return Switch();
        StorageError? error = FindTwin();
        error ??= _there.Count == 0 ? stage.Begin() : IsInTheWay(_there.Keys.First());
        return Stayed(error) ?? Transfer(copiedBytes, cancellation);
    }

    /// <summary>A kill came between the first and the last rename, or during a copy.</summary>
    private MoveResult CarryOnBegun(IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        if (stage.Discard(names.Keys) is { } notCleared) return Fails(notCleared);
        if (_here.Count == 0) return Switch();
        if (_there.Keys.FirstOrDefault(IsSomebodys) is { } taken) return TakeBack(IsInTheWay(taken), []);
        return stage.Begin() is { } notBegun ? Fails(notBegun) : Transfer(copiedBytes, cancellation);

        // As long as nothing lies in the new place, all of it is in the old one.
        MoveResult Fails(StorageError error) =>
            new(_there.Count == 0 ? MoveOutcome.Stayed : MoveOutcome.Undecided, error);
    }

    /// <summary>A kill came after the last copy was flushed.</summary>
    private MoveResult CarryOnCopied(IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        var staged = new Dictionary<string, FileStatus>(StringComparer.Ordinal);
        if (Look(target, staged, stage.PathOf) is { } error) return new MoveResult(MoveOutcome.Undecided, error);
        bool isWhole = _here.All(file =>
            (staged.TryGetValue(file.Key, out FileStatus copy) || _there.TryGetValue(file.Key, out copy))
            && copy.Size == file.Value.Size);
        HashSet<int> waiting = FilesOf(staged.Keys);
        string? taken = _there.Keys.FirstOrDefault(name => waiting.Contains(names[name]));
        if (isWhole && taken is not null) return Withdraw(IsInTheWay(taken), PlacedBefore(staged.Keys));
        if (isWhole) return Place([.. staged.Keys]);

        // Left by an older move: its copies go, unless they are the last ones.
        if (staged.Keys.All(_here.ContainsKey)) return Begin(MoveStep.Copied, copiedBytes, cancellation);
        string path = target.Root.FullPath(stage.PathOf(staged.Keys.First(name => !_here.ContainsKey(name))));
        return new MoveResult(MoveOutcome.Undecided, new StorageError(
            StorageErrorKind.AlreadyExists, "carry on the move of", path, "files are missing in both places"));
    }

    private MoveResult Transfer(IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        List<string> renamed = [];
        StorageError? error = alone(() => RenameAll(renamed));
        if (error is null) return Finish(renamed, deletes: false);
        if (!_isOtherDevice) return TakeBack(error, renamed);
        if (RenameBack(renamed) is { } stuck) return Halfway(error, stuck);
        var copier = new FileCopier(source, target, copiedBytes, cancellation);
        error = null;
        foreach (string path in _here.Keys) error ??= copier.Copy(path, stage.PathOf(path));
        error ??= stage.Seal();
        return error is null ? Place([.. _here.Keys]) : TakeBack(error, []);
    }

    private StorageError? RenameAll(List<string> renamed)
    {
        StorageError? error = null;
        foreach (string path in _here.Keys)
        {
            error = source.Rename(path, target, path, out int errno);
            _isOtherDevice = errno == Errno.CrossDevice;
            if (error is not null) return error;
            renamed.Add(path);
        }

        error = target.FlushDirectories() ?? source.FlushDirectories();
        if (error is null) switchOver();
        return error;
    }

    /// <summary>Copies take their places; from the last one on there is no way back.</summary>
    private MoveResult Place(IReadOnlyList<string> staged)
    {
        List<string> placed = PlacedBefore(staged);
        StorageError? error = alone(() =>
        {
            StorageError? failed = null;
            foreach (string path in staged)
            {
                failed ??= target.Rename(stage.PathOf(path), target, path, out _);
                if (failed is null) placed.Add(path);
            }

            failed ??= target.FlushDirectories();
            if (failed is null) switchOver();
            return failed;
        });
        return error is null ? Finish([.. placed.Where(_here.ContainsKey)], deletes: true) : Withdraw(error, placed);
    }

    // As long as a copy waits, no file of the old place was deleted: those that do not wait have their places.
    private List<string> PlacedBefore(IEnumerable<string> staged) =>
        [.. _here.Keys.Except(staged, StringComparer.Ordinal)];

    private MoveResult Withdraw(StorageError error, List<string> placed)
    {
        StorageError? stuck = placed.Exists(path => !_here.ContainsKey(path)) ? error : null;
        foreach (string path in placed) stuck ??= target.Rename(path, target, stage.PathOf(path), out _);
        stuck ??= stage.Reopen();
        if (stuck is not null) return Halfway(error, stuck);
        _ = stage.Discard(names.Keys);
        ContentDeleter.RemoveEmptyDirectories(target, names.Keys);
        return Stayed(error)!.Value;
    }

    private MoveResult Finish(IReadOnlyList<string> moved, bool deletes)
    {
        StorageError? first = null;
        using (DirectoryWalk walk = source.Walk())
        {
            foreach (string path in moved)
            {
                StorageError? error = deletes ? source.Delete(walk, path) : null;
                first ??= error;
            }
        }

        ContentDeleter.RemoveEmptyDirectories(source, names.Keys);
        if (_sourceGone is null) first ??= source.FlushDirectories();

        // Not before the old files are gone for good: until then the stage is what tells to delete them.
        first ??= stage.End(names.Keys);
        return new MoveResult(
            MoveOutcome.Moved, first is null ? null : first with { Kind = StorageErrorKind.LeftBehind });
    }

    private MoveResult Switch()
    {
        _ = alone(() =>
        {
            switchOver();
            return null;
        });
        return Finish([], deletes: false);
    }

    private MoveResult TakeBack(StorageError error, List<string> renamed)
    {
        // What was in the new place when this try began was brought there by one before it.
        renamed.AddRange(_there.Keys.Where(name => !IsSomebodys(name)));
        if (RenameBack(renamed) is { } stuck) return Halfway(error, stuck);

        // Copies that cannot be deleted now are by the next move here.
        _ = stage.Discard(names.Keys);
        ContentDeleter.RemoveEmptyDirectories(target, names.Keys);
        return Stayed(error)!.Value;
    }

    /// <summary>A file of ours that is still in the old place cannot be in the new one too.</summary>
    private bool IsSomebodys(string name) => (_filesHere ??= FilesOf(_here.Keys)).Contains(names[name]);

    private HashSet<int> FilesOf(IEnumerable<string> paths) => [.. paths.Select(path => names[path])];

    private StorageError? RenameBack(List<string> renamed)
    {
        StorageError? error = null;
        foreach (string path in renamed)
        {
            StorageError? failed = target.Rename(path, source, path, out int errno);

            // What cannot be renamed did not come here by a rename: it is somebody else's.
            if (errno != Errno.CrossDevice) error ??= failed;
        }

        renamed.Clear();
        return error ?? source.FlushDirectories() ?? target.FlushDirectories();
    }

    // An incomplete file has another name, so one that has its last name is not the torrent's.
    private StorageError? FindTwin()
    {
        foreach (IGrouping<int, string> file in _here.Keys.GroupBy(name => names[name]).Where(file => file.Count() > 1))
        {
            string[] paths = [.. file.OrderBy(static path => path.Length)];
            return NotOurs.BesideSuffixed(source.Root.FullPath(paths[0]), paths[^1]);
        }

        return null;
    }

    private StorageError IsInTheWay(string path) =>
        Errno.Describe(Errno.Exists, "move to", target.Root.FullPath(path));

    private static MoveResult? Stayed(StorageError? error) =>
        error is null ? null : new MoveResult(MoveOutcome.Stayed, error);

    private static MoveResult Halfway(StorageError error, StorageError stuck) => new(
        MoveOutcome.Undecided,
        error with { Message = $"{error.Message}; what was moved could not be moved back: {stuck}" });
}
