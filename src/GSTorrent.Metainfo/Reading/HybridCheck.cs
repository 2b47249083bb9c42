using System.Diagnostics.CodeAnalysis;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Checks that both sides of a hybrid torrent describe the same content (BEP 52): else two kinds of peers would get
/// different files under one name.
/// </summary>
internal static class HybridCheck
{
    /// <param name="files">The version 1 list, with padding.</param>
    /// <param name="tree">The version 2 files.</param>
    /// <param name="pieceLength">Bytes.</param>
    /// <param name="notes">Takes the error.</param>
    /// <param name="merged">The version 1 list with the roots of the version 2 files.</param>
    public static bool TryAgree(
        List<ListedFile> files,
        List<ListedFile> tree,
        int pieceLength,
        ReadingNotes notes,
        [NotNullWhen(true)] out List<ListedFile>? merged)
    {
        merged = null;
        var result = new List<ListedFile>(files.Count);
        int next = 0;
        long offset = 0;
        foreach (ListedFile file in files)
        {
            if (file.IsPadding || file.Length == 0)
            {
                result.Add(file);
                offset += file.Length;
                continue;
            }

            while (next < tree.Count && tree[next].Length == 0) next++;
            ListedFile? twin = next < tree.Count ? tree[next++] : null;
            if (twin is null || twin.Length != file.Length || !twin.Elements.AsSpan().SequenceEqual(file.Elements))
                return Disagree(notes, file, "is not the same file in version 1 and version 2");
            if (offset % pieceLength != 0) return Disagree(notes, file, "does not begin with a piece");
            result.Add(file with { PiecesRoot = twin.PiecesRoot });
            offset = Math.Min(offset + file.Length, long.MaxValue / 2);
        }

        while (next < tree.Count && tree[next].Length == 0) next++;
        if (next < tree.Count) return Disagree(notes, tree[next], "is only in the version 2 file tree");
        merged = result;
        return true;
    }

    private static bool Disagree(ReadingNotes notes, ListedFile file, string what) =>
        notes.Fail(
            "hybrid-mismatch",
            $"The two sides of the hybrid torrent disagree: '{string.Join('/', file.Elements)}' {what}.");
}
