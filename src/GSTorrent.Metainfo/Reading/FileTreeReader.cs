using System.Diagnostics.CodeAnalysis;
using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Reads the "file tree" of version 2 (BEP 52) with a stack of its own.</summary>
internal static class FileTreeReader
{
    private const int RootLength = 32;

    /// <param name="tree">A dictionary.</param>
    /// <param name="forcedFolder">The torrent's name if it has a version 1 list of files, else null.</param>
    /// <param name="name">The torrent's name.</param>
    /// <param name="notes">Takes the error.</param>
    /// <param name="files">The files in the order of the tree.</param>
    /// <param name="isSingle">Is it one file that is not in a folder?</param>
    public static bool TryRead(
        BencodeElement tree,
        PathName? forcedFolder,
        PathName name,
        ReadingNotes notes,
        [NotNullWhen(true)] out List<ListedFile>? files,
        out bool isSingle)
    {
        files = null;
        isSingle = forcedFolder is null && IsOneFile(tree);
        var read = new List<ListedFile>();
        var budget = new PathBudget();
        var folders = new Stack<BencodeDictionaryEnumerator>();
        var path = new List<PathName>();
        if (!isSingle) path.Add(name);
        folders.Push(tree.EnumerateDictionary());
        while (folders.Count > 0)
        {
            BencodeDictionaryEnumerator folder = folders.Pop();
            if (!folder.MoveNext())
            {
                if (path.Count > 0) path.RemoveAt(path.Count - 1);
                continue;
            }

            folders.Push(folder);
            (ReadOnlyMemory<byte> key, BencodeElement value) = folder.Current;
            string place = $"Entry {read.Count} of the file tree (info.file tree)";
            if (key.IsEmpty || value.Kind != BencodeKind.Dictionary)
                return notes.Fail("file-tree-invalid", $"{place} is neither a file nor a folder.");
            path.Add(PathName.Of(key.Span));
            if (!IsLeaf(value, out BencodeElement leaf))
            {
                folders.Push(value.EnumerateDictionary());
                continue;
            }

            if (!TryReadLeaf(leaf, [.. path], place, notes, out ListedFile? file)) return false;
            if (!budget.TryTake(file, notes)) return false;
            read.Add(file);
            path.RemoveAt(path.Count - 1);
            if (read.Count > MetainfoLimits.MaxFiles)
                return notes.Fail("too-many-files", $"There are more than {MetainfoLimits.MaxFiles} files.");
        }

        if (read.Count == 0) return notes.Fail("files-missing", "The file tree (info.file tree) has no files.");
        files = read;
        return true;
    }

    private static bool IsOneFile(BencodeElement tree)
    {
        if (tree.Count != 1) return false;
        foreach (BencodeProperty entry in tree.EnumerateDictionary()) return IsLeaf(entry.Value, out _);
        return false;
    }

    /// <summary>A file is a dictionary whose only key is empty.</summary>
    private static bool IsLeaf(BencodeElement element, out BencodeElement leaf)
    {
        leaf = default;
        return element.Count == 1 && element.TryGetProperty([], out leaf);
    }

    private static bool TryReadLeaf(
        BencodeElement leaf,
        PathName[] path,
        string place,
        ReadingNotes notes,
        [NotNullWhen(true)] out ListedFile? file)
    {
        file = null;
        if (leaf.Kind != BencodeKind.Dictionary)
            return notes.Fail("file-tree-invalid", $"{place} is not a dictionary.");
        if (!FileAttributes.TryRead(leaf, place, notes, out FileAttributes attributes)) return false;
        if (attributes.IsPadding)
            return notes.Fail("padding-in-tree", $"{place} is padding, which a file tree must not have.");
        long length = 0;
        if (!attributes.IsSymlink
            && (!leaf.TryGetInteger("length"u8, out length) || length is < 0 or > MetainfoLimits.MaxContentLength))
            return notes.Fail("length-invalid", $"{place} has no length between 0 and 2^48.");
        ReadOnlyMemory<byte> root = default;
        if (length > 0 && (!leaf.TryGetBytes("pieces root"u8, out root) || root.Length != RootLength
                           || !root.Span.ContainsAnyExcept((byte)0)))
            return notes.Fail("pieces-root-missing", $"{place} has no 'pieces root' of {RootLength} bytes.");
        file = new ListedFile(path, length) { IsSymlink = attributes.IsSymlink, PiecesRoot = root };
        return true;
    }
}
