using GSTorrent.Application.Persistence;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// The files that a torrent has or may come to have, by their full paths: to be compared with those of others. Pure.
/// </summary>
/// <param name="InfoHash">Which torrent.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Metainfo">Its files.</param>
/// <param name="Roots">Absolute paths of directories: the destination and, while it moves, the new one.</param>
internal sealed record UsedFiles(InfoHash InfoHash, string Name, Metainfo Metainfo, IReadOnlyList<string> Roots)
{
    /// <summary>A file that is not complete may have it; so a file and its name with it count as the same.</summary>
    private const string Suffix = ".part";

    /// <summary>Tells which files were renamed.</summary>
    public TorrentWishes Wishes { get; init; } = TorrentWishes.None;

    /// <summary>Its files that another torrent has too, by index.</summary>
    public IReadOnlySet<int> SharedWith(UsedFiles other)
    {
        var shared = new HashSet<int>();
        if (!MayShareWith(other)) return shared;
        ILookup<string, int> mine = Paths().ToLookup(at => at.Path, at => at.File, StringComparer.Ordinal);
        foreach ((string path, int _) in other.Paths()) shared.UnionWith(mine[path]);
        return shared;
    }

    /// <summary>False for nearly all pairs of torrents, without looking at their files.</summary>
    private bool MayShareWith(UsedFiles other)
    {
        foreach (string mine in Tops())
            foreach (string theirs in other.Tops())
                if (IsAtOrBelow(mine, theirs) || IsAtOrBelow(theirs, mine)) return true;
        return false;
    }

    private IEnumerable<(string Path, int File)> Paths() =>
        from root in Roots
        from file in Metainfo.Files
        where !file.IsPadding
        from path in PathsOf(file)
        select (WithoutSuffix(Join(root, path)), file.Index);

    // A rename that has not ended leaves files at their old paths.
    private IEnumerable<string> PathsOf(ContentFile file)
    {
        yield return ContentPlace.PathOf(file, Wishes.Paths);
        if (Wishes.FormerPaths?.TryGetValue(file.Index, out string? former) == true) yield return former;
    }

    // Unless some were renamed, all files of a torrent begin with the same name: that of the one file, or of the
    // directory of many.
    private IEnumerable<string> Tops()
    {
        IEnumerable<ContentFile> files = Metainfo.Files.Where(file => !file.IsPadding);
        IEnumerable<string> paths = (Wishes.Paths is null ? files.Take(1) : files).SelectMany(PathsOf);
        string[] tops = [.. paths.Select(TopOf).Distinct(StringComparer.Ordinal)];
        return Roots.SelectMany(root => tops, Join);
    }

    private static string TopOf(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? WithoutSuffix(path) : path[..slash];
    }

    private static bool IsAtOrBelow(string path, string top) =>
        path.StartsWith(top, StringComparison.Ordinal) && (path.Length == top.Length || path[top.Length] == '/');

    private static string Join(string root, string path) => root.EndsWith('/') ? root + path : $"{root}/{path}";

    private static string WithoutSuffix(string path) =>
        path.EndsWith(Suffix, StringComparison.Ordinal) ? path[..^Suffix.Length] : path;
}
