using System.Globalization;
using System.Text;

namespace GSTorrent.Trackers;

/// <summary>Text from trackers made fit to be shown.</summary>
internal static class TrackerText
{
    private const int MaxLength = 250;

    /// <summary>
    /// At most 250 characters; what is not UTF-8 becomes U+FFFD; line breaks become spaces; other control and format
    /// characters (which could turn the text round) are dropped.
    /// </summary>
    public static string Clean(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty && text.Length < MaxLength)
        {
            Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed);
            bytes = bytes[consumed..];
            if (rune.Value is '\n' or '\r' or '\t') text.Append(' ');
            else if (IsShown(rune)) text.Append(rune.ToString());
        }

        return text.ToString().Trim();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
