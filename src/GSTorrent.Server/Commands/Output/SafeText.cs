using System.Globalization;

namespace GSTorrent.Server.Commands.Output;

/// <summary>
/// Text from elsewhere (names in torrents, words of trackers) made harmless for a terminal: control characters and
/// those that change the direction become '�'.
/// </summary>
internal static class SafeText
{
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
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
