using System.Text;

namespace GSTorrent.MetainfoFormat;

/// <summary>One element of a path.</summary>
/// <param name="Clean">Safe for every system.</param>
/// <param name="Written">As the metainfo has it, if the system at hand can hold that safely; else null.</param>
internal readonly record struct PathName(string Clean, string? Written)
{
    public static PathName Of(ReadOnlySpan<byte> utf8Name) => Of(utf8Name, PathSanitizer.CleanElement(utf8Name));

    /// <param name="utf8Name">As written.</param>
    /// <param name="clean">What it becomes.</param>
    public static PathName Of(ReadOnlySpan<byte> utf8Name, string clean)
    {
        if (utf8Name.Length > PathSanitizer.MaxElementBytes) return new PathName(clean, null);
        string written = Encoding.UTF8.GetString(utf8Name);
        if (string.Equals(written, clean, StringComparison.Ordinal)) return new PathName(clean, clean);
        return new PathName(clean, PathSanitizer.IsPlain(written) ? written : null);
    }
}
