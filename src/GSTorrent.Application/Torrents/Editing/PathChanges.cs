using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Which files of a torrent get other paths. Paths are relative to the destination, with '/'; the result has the files
/// that change, by their index, and where they shall be.
/// </summary>
internal static class PathChanges
{
    private const int MaxPathLength = 4_000;

    /// <summary>Renames one file, which may go to another folder too.</summary>
    public static Result<Dictionary<int, string>> OfFile(
        Metainfo metainfo, IReadOnlyDictionary<int, string> renamed, string oldPath, string newPath)
    {
        string from = oldPath.Trim('/');
        ContentFile? file = Real(metainfo).FirstOrDefault(one => IsSame(PathOf(one, renamed), from));
        if (file is null) return new AppError("files-invalid", $"There is no file {Shorten(oldPath)}.");
        return Check(metainfo, renamed, new Dictionary<int, string> { [file.Index] = newPath.Trim('/') });
    }

    /// <summary>Renames a folder with all that lies in it.</summary>
    public static Result<Dictionary<int, string>> OfFolder(
        Metainfo metainfo, IReadOnlyDictionary<int, string> renamed, string oldPath, string newPath)
    {
        string from = oldPath.Trim('/') + "/", to = newPath.Trim('/');
        var changes = new Dictionary<int, string>();
        foreach (ContentFile file in Real(metainfo))
        {
            string path = PathOf(file, renamed);
            if (path.StartsWith(from, StringComparison.Ordinal))
                changes[file.Index] = $"{to}/{path.AsSpan(from.Length)}".TrimStart('/');
        }

        if (changes.Count == 0) return new AppError("files-invalid", $"There is no folder {Shorten(oldPath)}.");
        return Check(metainfo, renamed, changes);
    }

    private static Result<Dictionary<int, string>> Check(
        Metainfo metainfo, IReadOnlyDictionary<int, string> renamed, Dictionary<int, string> changes)
    {
        foreach (string path in changes.Values)
        {
            bool isFit = path.Length is > 0 and <= MaxPathLength
                && path.Split('/').All(element => IsSame(PathSanitizer.CleanElement(element), element));
            if (!isFit) return new AppError("files-invalid", $"{Shorten(path)} cannot be the path of a file.");
        }

        // Letter case does not tell files apart everywhere, and nothing can be a file and a folder.
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var folders = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ContentFile file in Real(metainfo))
        {
            string path = changes.GetValueOrDefault(file.Index) ?? PathOf(file, renamed);
            if (!files.Add(path)) return Taken(path);
            for (int end = path.IndexOf('/', StringComparison.Ordinal); end > 0; end = path.IndexOf('/', end + 1))
                folders.Add(path[..end]);
        }

        return files.FirstOrDefault(folders.Contains) is { } both ? Taken(both) : changes;
    }

    private static IEnumerable<ContentFile> Real(Metainfo metainfo) => metainfo.Files.Where(file => !file.IsPadding);

    private static string PathOf(ContentFile file, IReadOnlyDictionary<int, string> renamed) =>
        renamed.TryGetValue(file.Index, out string? path) ? path : file.Path;

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);

    private static AppError Taken(string path) =>
        new("files-invalid", $"{Shorten(path)} is taken by another file or folder of the torrent.");

    private static string Shorten(string text) => text.Length <= 200 ? $"'{text}'" : $"'{text[..200]}…'";
}
