using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>The "attr" letters of a file that matter here (BEP 47).</summary>
internal readonly record struct FileAttributes(bool IsPadding, bool IsSymlink)
{
    public static bool TryRead(BencodeElement file, string place, ReadingNotes notes, out FileAttributes attributes)
    {
        file.TryGetBytes("attr"u8, out ReadOnlyMemory<byte> letters);
        attributes = new FileAttributes(letters.Span.Contains((byte)'p'), letters.Span.Contains((byte)'l'));
        if (!attributes.IsSymlink) return true;
        notes.Warn($"{place} is a symbolic link; it is not created.");
        // Links are never made, but a target that is no path shows a broken file.
        if (!file.TryGetProperty("symlink path"u8, out BencodeElement target)) return true;
        foreach (BencodeElement element in target.EnumerateList())
            if (element.Kind != BencodeKind.Bytes)
                return notes.Fail("symlink-invalid", $"{place} is a symbolic link with a target that is not a path.");
        return true;
    }
}
