namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Judges paths that people give to files of a torrent instead of those of its metainfo: what holds for names from a
/// metainfo (<see cref="PathSanitizer"/>) holds for theirs, but they are refused, not changed.
/// </summary>
public static class ContentPaths
{
    /// <summary>Why no file can have a path; null if one can.</summary>
    /// <param name="path">Relative to the destination, '/' separated.</param>
    public static string? Check(string path) => Check(path, originals: []);

    /// <summary>The same for one file, which may keep the names that the metainfo has for it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Relative to the destination, '/' separated.</param>
    public static string? Check(ContentFile file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Check(path, file.OriginalPath?.Split('/') ?? []);
    }

    private static string? Check(string path, string[] originals)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length > MetainfoLimits.MaxPathLength)
            return $"the path is longer than {MetainfoLimits.MaxPathLength} letters";
        string[] elements = path.Split('/');
        if (elements.Length > MetainfoLimits.MaxPathDepth)
            return $"the path has more than {MetainfoLimits.MaxPathDepth} parts";
        foreach (string element in elements)
        {
            string clean = PathSanitizer.CleanElement(element);
            if (element.Length == 0) return "a part of the path is empty";
            bool isSafe = string.Equals(clean, element, StringComparison.Ordinal)
                || originals.Contains(element, StringComparer.Ordinal);
            if (!isSafe)
                return $"a part of the path is no safe name; '{clean}' would be one";
        }

        return null;
    }

    /// <summary>The path of each file: the one that was given to it, else that of the metainfo.</summary>
    /// <param name="files">All files, padding included.</param>
    /// <param name="given">By index; what names no file that is on disk is left out.</param>
    public static string[] Apply(IReadOnlyList<ContentFile> files, IReadOnlyDictionary<int, string> given)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(given);
        string[] paths = [.. files.Select(static file => file.Path)];
        foreach ((int file, string path) in given)
            if (file >= 0 && file < paths.Length && !files[file].IsPadding) paths[file] = path;
        return paths;
    }

    /// <summary>
    /// Why the files cannot lie at these paths together; null if they can. As with names from a metainfo no two may
    /// differ in letter case alone, unless one has its original name, and where a folder has to be there must be no
    /// file.
    /// </summary>
    /// <param name="files">All files; padding is never on disk and in nobody's way.</param>
    /// <param name="paths">One a file.</param>
    public static string? CheckTogether(IReadOnlyList<ContentFile> files, IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(paths);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var exact = new HashSet<string>(StringComparer.Ordinal);
        for (int file = 0; file < files.Count; file++)
        {
            if (files[file].IsPadding) continue;
            bool isNew = exact.Add(paths[file]);
            bool differs = taken.Add(paths[file]) || (isNew && HasOriginalName(files[file], paths[file]));
            if (!differs) return $"two files would be '{paths[file]}'";
        }

        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> folders = taken.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int file = 0; file < files.Count; file++)
        {
            if (files[file].IsPadding) continue;
            string path = paths[file];
            for (int end = path.IndexOf('/', StringComparison.Ordinal); end > 0; end = path.IndexOf('/', end + 1))
                if (folders.Contains(path.AsSpan(0, end))) return $"'{path[..end]}' would be a file and a folder";
        }

        return null;
    }

    /// <summary>The files that do not have the names that the metainfo has for them.</summary>
    /// <param name="files">All files.</param>
    /// <param name="paths">Where each of them lies, one a file.</param>
    public static IEnumerable<ContentFile> Altered(IReadOnlyList<ContentFile> files, IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(paths);
        return files.Where(file => file is { IsPadding: false, IsAltered: true }
            && !string.Equals(file.OriginalPath, paths[file.Index], StringComparison.Ordinal));
    }

    /// <summary>
    /// A sentence about the files that do not have the names that the metainfo has for them; null if there are none.
    /// </summary>
    /// <param name="files">All files.</param>
    /// <param name="paths">Where each of them lies, one a file.</param>
    public static string? TellAltered(IReadOnlyList<ContentFile> files, IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(paths);
        const int shown = 3;
        string[] altered = [.. Altered(files, paths).Select(file => paths[file.Index])];
        if (altered.Length == 0) return null;
        string which = string.Join(", ", altered.Take(shown)) + (altered.Length > shown ? ", …" : "");
        return $"{altered.Length} of {files.Count(file => !file.IsPadding)} files have names that not every system can "
            + $"store; here they are called {which}";
    }

    private static bool HasOriginalName(ContentFile file, string path) =>
        file.OriginalPath is { } original
        && path.AsSpan(path.LastIndexOf('/') + 1).SequenceEqual(original.AsSpan(original.LastIndexOf('/') + 1));
}
