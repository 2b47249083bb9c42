using System.Buffers;
using System.Text;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Makes names from outside safe as one element of a path: it cannot leave its folder, and every file system and other
/// computer that shares it can hold it. The same name comes out on every run.
/// </summary>
public static class PathSanitizer
{
    /// <summary>What stands where nothing else is left.</summary>
    public const string EmptyName = "_";

    /// <summary>
    /// UTF-8 bytes of one element. File systems end at 255; the rest is for a ".part" behind it.
    /// </summary>
    public const int MaxElementBytes = 250;

    private const int MaxExtensionBytes = 16;

    // Letters that Windows does not allow; a colon would even write into a hidden stream of another file.
    private static readonly SearchValues<char> WindowsOnly = SearchValues.Create("<>:\"|?*");

    /// <summary>Cleans a name in UTF-8; invalid bytes become underscores. Never empty, "." or "..".</summary>
    public static string CleanElement(ReadOnlySpan<byte> utf8Name) =>
        TryCleanElement(utf8Name, out string cleaned) ? cleaned : EmptyName;

    /// <summary>Cleans a name. Never empty, "." or "..".</summary>
    public static string CleanElement(string name) =>
        TryClean(name, OperatingSystem.IsWindows(), out string cleaned) ? cleaned : EmptyName;

    /// <summary>Cleans a name; false if nothing is left of it but control characters.</summary>
    internal static bool TryCleanElement(ReadOnlySpan<byte> utf8Name, out string cleaned)
    {
        // No rune takes more than four bytes: what is far beyond the limit need not be decoded. The end is kept for the
        // extension.
        const int enough = 4 * MaxElementBytes;
        string name = utf8Name.Length <= 2 * enough
            ? Encoding.UTF8.GetString(utf8Name)
            : Encoding.UTF8.GetString(utf8Name[..enough]) + Encoding.UTF8.GetString(utf8Name[^enough..]);
        return TryClean(name, OperatingSystem.IsWindows(), out cleaned);
    }

    internal static bool TryClean(string name, bool forWindows, out string cleaned)
    {
        var builder = new StringBuilder(name.Length);
        bool isLegible = false;
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (IsDropped(rune)) continue;
            isLegible |= !Rune.IsControl(rune);
            bool isReplaced = Rune.IsControl(rune) || rune == Rune.ReplacementChar
                              || (forWindows && rune.IsBmp && WindowsOnly.Contains((char)rune.Value));
            if (isReplaced) builder.Append('_');
            else builder.Append(rune.ToString());
        }

        cleaned = Shorten(TrimEnd(builder.ToString()), MaxElementBytes);
        if (cleaned.Length == 0 || !isLegible) return false;
        if (ReservedNames.Contains(cleaned)) cleaned = Shorten("_" + cleaned, MaxElementBytes);
        return true;
    }

    /// <summary>
    /// Is a name safe as it is where all that counts is the system at hand? It cannot leave its folder, and nothing in
    /// it is hidden from people.
    /// </summary>
    internal static bool IsPlain(string name)
    {
        if (name.Length == 0 || name is "." or "..") return false;
        foreach (Rune rune in name.EnumerateRunes())
            if (IsDropped(rune) || Rune.IsControl(rune) || rune == Rune.ReplacementChar) return false;
        return Encoding.UTF8.GetByteCount(name) <= MaxElementBytes;
    }

    /// <summary>Cuts a name to a number of UTF-8 bytes, between runes; a short extension survives.</summary>
    internal static string Shorten(string name, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(name) <= maxBytes) return name;
        string extension = ExtensionOf(name);
        int left = maxBytes - Encoding.UTF8.GetByteCount(extension);
        int end = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0) break;
            end += rune.Utf16SequenceLength;
        }

        end = Math.Min(end, name.Length - extension.Length);
        return TrimEnd(name[..end]) + extension;
    }

    /// <summary>The extension with its dot; empty if there is none, or one so long that it is none.</summary>
    internal static string ExtensionOf(string name)
    {
        string extension = Path.GetExtension(name);
        return Encoding.UTF8.GetByteCount(extension) <= MaxExtensionBytes ? extension : "";
    }

    /// <summary>Windows drops dots and spaces at the end, so that two names would become one file there.</summary>
    private static string TrimEnd(string name)
    {
        int end = name.Length;
        while (end > 0 && (name[end - 1] == '.' || char.IsWhiteSpace(name[end - 1]))) end--;
        return name[..end];
    }

    /// <summary>Separators, and characters that are not seen but turn or hide the text that is.</summary>
    private static bool IsDropped(Rune rune) => rune.Value switch
    {
        '/' or '\\' => true,
        0x061C or 0xFEFF => true,
        >= 0x200B and <= 0x200F => true,
        >= 0x2028 and <= 0x202E => true,
        >= 0x2060 and <= 0x2069 => true,
        _ => false,
    };
}
