namespace GSTorrent.Storage;

/// <summary>Deletes what belongs to a torrent and nothing else.</summary>
internal static class ContentDeleter
{
    /// <summary>
    /// Deletes files, but for those that are kept, and the part file, then directories that this left empty. Goes on
    /// after errors.
    /// </summary>
    public static StorageError? Delete(
        ContentLayout layout, ContentFiles files, PartFile parts, IReadOnlySet<int> kept)
    {
        StorageError? first = null;
        using (DirectoryWalk walk = files.Tree.Walk())
        {
            first = walk.Enter("", create: false, "delete", out _);
            if (first is not null) return first;
            for (int file = 0; file < layout.Files.Count; file++)
            {
                if (layout.Files[file].IsPadding || kept.Contains(file)) continue;
                first = Keep(first, files.Delete(walk, file));
            }
        }

        first = Keep(first, parts.Delete(files.Tree));
        RemoveEmptyDirectories(files.Tree, Enumerable.Range(0, layout.Files.Count).Select(files.FinalPathOf));
        return Keep(first, files.Tree.FlushDirectories());
    }

    /// <summary>Removes the directories of paths, deepest first, as far as they are empty.</summary>
    public static void RemoveEmptyDirectories(RootedTree tree, IEnumerable<string> paths)
    {
        var directories = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            string directory = RootedTree.Split(path).Directory;
            while (directory.Length > 0 && directories.Add(directory))
                directory = RootedTree.Split(directory).Directory;
        }

        foreach (string directory in directories.OrderByDescending(static directory => directory.Count(c => c == '/')))
            tree.DeleteIfEmpty(directory);
    }

    private static StorageError? Keep(StorageError? first, StorageError? next) => first ?? next;
}
