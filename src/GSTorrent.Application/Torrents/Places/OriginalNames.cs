using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Finds content that lies at its destination by the names that its metainfo has for it, where safer ones would be used
/// else: it is to be seeded as it is. Asks the disk.
/// </summary>
internal sealed class OriginalNames
{
    private readonly string _root;
    private readonly IReadOnlyList<ContentFile> _files;
    private readonly Dictionary<string, HashSet<string>> _listed = new(StringComparer.Ordinal);

    private OriginalNames(string root, IReadOnlyList<ContentFile> files) => (_root, _files) = (root, files);

    /// <summary>Could there be any? Asks no disk.</summary>
    public static bool MayBe(Metainfo metainfo) => metainfo.Files.Any(file => file.OriginalPath is not null);

    /// <summary>The paths that files are to have instead of those of the metainfo, by index; empty: none.</summary>
    /// <param name="root">Absolute path of the destination.</param>
    /// <param name="metainfo">Its files.</param>
    public static IReadOnlyDictionary<int, string> Find(string root, Metainfo metainfo)
    {
        try
        {
            return new OriginalNames(root, metainfo.Files).Find();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            // Whoever uses the files tells what is wrong there.
            return new Dictionary<int, string>();
        }
    }

    // Files that are missing follow those that are there, so that a folder does not become two.
    private Dictionary<int, string> Find()
    {
        ContentFile[] open = [.. _files.Where(file => file.OriginalPath is not null && !Exists(file.Path))];
        var found = open.Where(IsThere).ToDictionary(file => file.Index, file => file.OriginalPath!);
        if (found.Count == 0) return found;
        var taken = new HashSet<string>(ContentPaths.Apply(_files, found), StringComparer.OrdinalIgnoreCase);
        foreach (ContentFile file in open)
        {
            if (!found.ContainsKey(file.Index) && taken.Add(file.OriginalPath!))
                found.Add(file.Index, file.OriginalPath!);
        }

        return ContentPaths.CheckTogether(_files, ContentPaths.Apply(_files, found)) is null ? found : [];
    }

    private bool IsThere(ContentFile file)
    {
        var here = new FileInfo(Path.Combine(_root, file.OriginalPath!));
        return here.Exists && here.LinkTarget is null && here.Length == file.Length && IsListed(here);
    }

    // Where letter case does not count, a file also answers to names that it does not have.
    private bool IsListed(FileInfo file)
    {
        string folder = file.DirectoryName!;
        if (!_listed.TryGetValue(folder, out HashSet<string>? names))
        {
            names = [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))];
            _listed.Add(folder, names);
        }

        return names.Contains(file.Name);
    }

    private bool Exists(string path) => File.Exists(Path.Combine(_root, path));
}
