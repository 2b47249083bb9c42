using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Where a torrent's content lies below its destination, with the files that people renamed.</summary>
internal static class ContentPlace
{
    /// <summary>The path of the file if there is only one, padding aside; else null.</summary>
    public static string? OnlyFile(Metainfo metainfo, IReadOnlyDictionary<int, string>? renamed)
    {
        ContentFile? only = null;
        foreach (ContentFile file in metainfo.Files)
        {
            if (file.IsPadding) continue;
            if (only is not null) return null;
            only = file;
        }

        return only is null ? null : PathOf(only, renamed);
    }

    /// <summary>The folder that all files lie in; empty if there is none.</summary>
    public static string RootFolder(Metainfo metainfo, IReadOnlyDictionary<int, string>? renamed)
    {
        string? root = null;
        foreach (ContentFile file in metainfo.Files)
        {
            if (file.IsPadding) continue;
            string path = PathOf(file, renamed);
            int end = path.IndexOf('/', StringComparison.Ordinal);
            if (end < 0) return "";
            root ??= path[..end];
            if (end != root.Length || !path.StartsWith(root, StringComparison.Ordinal)) return "";

            // Unless somebody renamed them, all of them begin with the torrent's name.
            if (renamed is null) break;
        }

        return root ?? "";
    }

    /// <summary>Name of the file or folder that holds all content.</summary>
    public static string NameOf(Metainfo metainfo, IReadOnlyDictionary<int, string>? renamed)
    {
        if (renamed is null || metainfo.Files.FirstOrDefault(file => !file.IsPadding) is not { } first)
            return metainfo.Name;
        return PathOf(first, renamed).Split('/', 2)[0];
    }

    /// <summary>Where a file lies: as people renamed it, else as the metainfo says.</summary>
    public static string PathOf(ContentFile file, IReadOnlyDictionary<int, string>? renamed) =>
        renamed is not null && renamed.TryGetValue(file.Index, out string? path) ? path : file.Path;
}
