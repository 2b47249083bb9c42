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
            };
            offset += listed.Length;
        }

        files = result;
        return true;
    }
}
