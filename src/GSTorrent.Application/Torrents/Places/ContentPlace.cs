using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>Where the files of a torrent lie or may come to lie. Pure.</summary>
/// <param name="InfoHash">Which torrent.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Metainfo">Its files.</param>
/// <param name="Roots">Absolute paths of directories: the destination and, while it moves, the new one.</param>
internal sealed record ContentPlace(
    InfoHash InfoHash, string Name, Metainfo Metainfo, IReadOnlyList<string> Roots)
{
    /// <summary>A file that is not complete may have it; so a file and its name with it count as the same.</summary>
    private const string Suffix = ".part";

    /// <summary>Its files that another torrent has too, by index.</summary>
    public IReadOnlySet<int> SharedWith(ContentPlace other)
    {
        var shared = new HashSet<int>();
        if (!MayShareWith(other)) return shared;
        var mine = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string path, int file) in Paths()) mine[path] = file;
        foreach ((string path, int _) in other.Paths())
            if (mine.TryGetValue(path, out int file)) shared.Add(file);
        return shared;
    }

    /// <summary>False for nearly all pairs of torrents, without looking at their files.</summary>
    private bool MayShareWith(ContentPlace other)
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
        select (WithoutSuffix(Join(root, file.Path)), file.Index);

    // All files of a torrent begin with the same name: that of the one file, or of the directory of many.
    private IEnumerable<string> Tops()
    {
        ContentFile? first = Metainfo.Files.FirstOrDefault(file => !file.IsPadding);
        if (first is null) return [];
        int slash = first.Path.IndexOf('/', StringComparison.Ordinal);
        string top = slash < 0 ? WithoutSuffix(first.Path) : first.Path[..slash];
        return Roots.Select(root => Join(root, top));
    }

    private static bool IsAtOrBelow(string path, string top) =>
        path.StartsWith(top, StringComparison.Ordinal) && (path.Length == top.Length || path[top.Length] == '/');

    private static string Join(string root, string path) => root.EndsWith('/') ? root + path : $"{root}/{path}";

    private static string WithoutSuffix(string path) =>
        path.EndsWith(Suffix, StringComparison.Ordinal) ? path[..^Suffix.Length] : path;
}
