using GSTorrent.Application.Persistence;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Where the files of a torrent lie: as the metainfo says, or as people renamed them.</summary>
internal static class ContentPaths
{
    /// <summary>Name of the file or folder that holds all content.</summary>
    public static string NameOf(Metainfo metainfo, TorrentWishes wishes)
    {
        if (wishes.Paths is null || metainfo.Files.FirstOrDefault(file => !file.IsPadding) is not { } first)
            return metainfo.Name;
        string path = PathOf(first, wishes);
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? path : path[..slash];
    }

    public static string PathOf(ContentFile file, TorrentWishes wishes) =>
        wishes.Paths?.GetValueOrDefault(file.Index) ?? file.Path;

    /// <summary>The files that change when a file or folder gets another path, with their new ones.</summary>
    public static Result<Dictionary<int, string>> Rename(
        Metainfo metainfo, TorrentWishes wishes, string oldPath, string newPath)
    {
        if (Check(newPath) is { } wrong) return wrong;
        var changed = new Dictionary<int, string>();
        var otherFiles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var otherFolders = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ContentFile file in metainfo.Files)
        {
            if (file.IsPadding) continue;
            string path = PathOf(file, wishes);
            if (string.Equals(path, oldPath, StringComparison.Ordinal))
            {
                changed.Add(file.Index, newPath);
            }
            else if (path.StartsWith(oldPath + "/", StringComparison.Ordinal))
            {
                changed.Add(file.Index, newPath + path[oldPath.Length..]);
            }
            else
            {
                otherFiles.Add(path);
                otherFolders.UnionWith(FoldersOf(path));
            }
        }

        if (changed.Count == 0) return FilePattern.NoFile(oldPath.Length <= 200 ? oldPath : oldPath[..200] + "…");
        bool isTaken = otherFiles.Contains(newPath) || otherFolders.Contains(newPath)
            || FoldersOf(newPath).Any(otherFiles.Contains);
        return isTaken
            ? new AppError("name-invalid", "Another file or folder of the torrent has this name already.")
            : changed;
    }

    private static AppError? Check(string path)
    {
        bool isFit = path.Length is > 0 and <= 4_000 && path.Split('/').All(element =>
            string.Equals(element, PathSanitizer.CleanElement(element), StringComparison.Ordinal));
        return isFit ? null : new AppError("name-invalid", "No file or folder can have this name on every system.");
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }
}
