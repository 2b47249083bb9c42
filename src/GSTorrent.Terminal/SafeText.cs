using System.Globalization;

namespace GSTorrent.Terminal;

/// <summary>
/// Text from elsewhere (names in torrents, peers' programs, words of trackers) made harmless for a terminal and for
/// tab-separated lines: control characters and those that change the direction become '�'.
/// </summary>
public static class SafeText
{
    /// <summary>The text with nothing in it that steers a terminal; as long as before.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        return text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? '\ufffd' : c)) : text;
    }

    /// <summary>The same on one line: line breaks become spaces.</summary>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    private static bool IsUnsafe(char c) =>
        char.GetUnicodeCategory(c)
            is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
