using System.Diagnostics.CodeAnalysis;

namespace GSTorrent.MetainfoFormat;

/// <summary>Turns listed files into content files: offsets, and paths that are unique.</summary>
internal static class ContentFiles
{
    public static bool TryBuild(
        InfoParts parts, ReadingNotes notes, [NotNullWhen(true)] out IReadOnlyList<ContentFile>? files)
    {
        files = null;
        if (!UniquePaths.TryAssign(parts.Files, notes, out string[]? paths)) return false;
        var result = new ContentFile[paths.Length];
        long offset = 0;
        for (int i = 0; i < paths.Length; i++)
        {
            ListedFile listed = parts.Files[i];
            result[i] = new ContentFile(i, paths[i], offset, listed.Length, listed.IsPadding || listed.IsSymlink)
            {
                PiecesRoot = listed.PiecesRoot,
                OriginalPath = OriginalOf(listed, paths[i]),
                IsAltered = listed.IsAltered || !IsPathOf(paths[i], listed.Elements),
            };
            offset += listed.Length;
        }

        files = result;
        return true;
    }

    private static string? OriginalOf(ListedFile listed, string path)
    {
        if (OperatingSystem.IsWindows() || listed.IsPadding || listed.IsSymlink) return null;
        if (listed.IsAltered) return listed.Written;
        return IsPathOf(path, listed.Elements) ? null : string.Join('/', listed.Elements);
    }

    // Only the last name may have been changed to make the path unique.
    private static bool IsPathOf(string path, string[] elements)
    {
        int length = elements.Length - 1;
        foreach (string element in elements) length += element.Length;
        return path.Length == length && path.EndsWith(elements[^1], StringComparison.Ordinal);
    }
}
