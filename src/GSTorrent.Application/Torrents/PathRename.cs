using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Which files of a torrent get other paths when people rename a file or a folder.</summary>
internal static class PathRename
{
    private const int MaxShown = 200;

    /// <summary>The files that change, by index, with their new paths.</summary>
    /// <param name="metainfo">Its files.</param>
    /// <param name="renamed">Paths that people gave before; null: none.</param>
    /// <param name="oldPath">Of a file or folder, relative to the destination, with '/'.</param>
    /// <param name="newPath">The same.</param>
    public static Result<Dictionary<int, string>> Plan(
        Metainfo metainfo, IReadOnlyDictionary<int, string>? renamed, string oldPath, string newPath)
    {
        if (ContentPaths.Check(newPath) is { } unsafePath) return NameInvalid(unsafePath);
        var changed = new Dictionary<int, string>();
        string[] paths = [.. metainfo.Files.Select(file => ContentPlace.PathOf(file, renamed))];
        foreach (ContentFile file in metainfo.Files)
        {
            string path = paths[file.Index];
            bool isMeant = string.Equals(path, oldPath, StringComparison.Ordinal)
                || path.StartsWith(oldPath + "/", StringComparison.Ordinal);
            if (file.IsPadding || !isMeant) continue;
            changed[file.Index] = paths[file.Index] = newPath + path[oldPath.Length..];
        }

        if (changed.Count == 0)
            return FilePattern.NoFile(Excerpt.Of(oldPath, MaxShown));
        return ContentPaths.CheckTogether(metainfo.Files, paths) is { } collision ? NameInvalid(collision) : changed;
    }

    private static AppError NameInvalid(string why) => new("name-invalid", $"That cannot be a new path: {why}.");
}
