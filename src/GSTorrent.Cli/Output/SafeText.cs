using System.Globalization;

namespace GSTorrent.Cli.Output;

/// <summary>
/// Text from elsewhere (torrent names, peers' programs, tracker messages) made harmless for a terminal and for
/// tab-separated lines: control and direction-changing characters become '�'.
/// </summary>
internal static class SafeText
{
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        return !text.Any(IsUnsafe)
            ? text
            : string.Create(text.Length, text, static (safe, raw) =>
            {
                for (int i = 0; i < safe.Length; i++) safe[i] = IsUnsafe(raw[i]) ? '�' : raw[i];
            });
    }

    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
