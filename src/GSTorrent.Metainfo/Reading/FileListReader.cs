using System.Diagnostics.CodeAnalysis;
using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Reads the files of version 1: "files", or "length" for one file (BEP 3, attributes BEP 47).</summary>
internal static class FileListReader
{
    // Before BEP 47 one program marked padding by the file's name alone.
    private const string OldPaddingPrefix = "_____padding_file_";

    public static bool TryReadSingle(
        BencodeElement info, PathName name, ReadingNotes notes, [NotNullWhen(true)] out List<ListedFile>? files)
    {
        files = null;
        LossyText.TryGetTwin(info, "name.utf-8"u8, "name"u8, out ReadOnlyMemory<byte> raw);
        if (!raw.Span.ContainsAnyExceptInRange((byte)0, (byte)31))
            return notes.Fail("name-missing", "The name of the file (info.name) is empty.");
        if (!FileAttributes.TryRead(info, "The file", notes, out FileAttributes attributes)) return false;
        if (!TryReadLength(info, attributes, "info.length", notes, out long length)) return false;
        files = [new ListedFile((PathName[])[name], length) { IsSymlink = attributes.IsSymlink }];
        return true;
    }

    public static bool TryRead(
        BencodeElement list, PathName name, ReadingNotes notes, [NotNullWhen(true)] out List<ListedFile>? files)
    {
        files = null;
        if (list.Kind != BencodeKind.List)
            return notes.Fail("files-invalid", "The files (info.files) are not a list.");
        if (list.Count == 0) return notes.Fail("files-missing", "The list of files (info.files) is empty.");
        if (list.Count > MetainfoLimits.MaxFiles)
            return notes.Fail(
                "too-many-files", $"There are {list.Count} files; at most {MetainfoLimits.MaxFiles} are accepted.");
        var budget = new PathBudget();
        var read = new List<ListedFile>(list.Count);
        foreach (BencodeElement element in list.EnumerateList())
        {
            if (!TryReadFile(element, name, read.Count, notes, out ListedFile? file)) return false;
            if (!budget.TryTake(file, notes)) return false;
            read.Add(file);
        }

        files = read;
        return true;
    }

    private static bool TryReadFile(
        BencodeElement element, PathName name, int index, ReadingNotes notes, [NotNullWhen(true)] out ListedFile? file)
    {
        file = null;
        string place = $"File {index} (info.files[{index}])";
        if (element.Kind != BencodeKind.Dictionary) return notes.Fail("files-invalid", $"{place} is not a dictionary.");
        if (!FileAttributes.TryRead(element, place, notes, out FileAttributes attributes)) return false;
        if (!TryReadLength(element, attributes, $"info.files[{index}].length", notes, out long length)) return false;
        bool hasPath = element.TryGetProperty("path.utf-8"u8, out BencodeElement path) && path.Kind == BencodeKind.List;
        hasPath = hasPath || (element.TryGetProperty("path"u8, out path) && path.Kind == BencodeKind.List);
        PathName[]? elements = null;
        if (hasPath && path.Count > 0)
        {
            if (!TryReadPath(path, name, place, notes, out elements)) return false;
        }
        else if (attributes.IsPadding)
        {
            elements = [name, .. PieceAlignment.PaddingNames(length)];
        }

        if (elements is null) return notes.Fail("path-missing", $"{place} has no path.");
        bool isOldPadding = elements[^1].Clean.StartsWith(OldPaddingPrefix, StringComparison.Ordinal);
        file = new ListedFile(elements, length)
        {
            IsPadding = attributes.IsPadding || isOldPadding,
            IsSymlink = attributes.IsSymlink,
        };
        return true;
    }

    private static bool TryReadPath(
        BencodeElement path,
        PathName name,
        string place,
        ReadingNotes notes,
        [NotNullWhen(true)] out PathName[]? elements)
    {
        elements = null;
        if (path.Count >= MetainfoLimits.MaxPathDepth)
            return notes.Fail("path-too-deep", $"{place} lies deeper than {MetainfoLimits.MaxPathDepth} folders.");
        var cleaned = new PathName[path.Count + 1];
        cleaned[0] = name;
        int next = 1;
        foreach (BencodeElement element in path.EnumerateList())
        {
            if (!element.TryGetBytes(out ReadOnlyMemory<byte> raw))
                return notes.Fail("path-invalid", $"{place} has a path with an element that is not a byte string.");
            cleaned[next++] = PathName.Of(raw.Span);
        }

        elements = cleaned;
        return true;
    }

    private static bool TryReadLength(
        BencodeElement file, FileAttributes attributes, string field, ReadingNotes notes, out long length)
    {
        length = 0;
        if (attributes.IsSymlink) return true;
        if (!file.TryGetInteger("length"u8, out length))
            return notes.Fail("length-missing", $"The length of a file ({field}) is missing or not a number.");
        return length is >= 0 and <= MetainfoLimits.MaxContentLength
               || notes.Fail("length-invalid", $"The length of a file ({field}) is {length}, not between 0 and 2^48.");
    }
}
