using System.Globalization;
using System.Text;

namespace GSTorrent.Wire;

/// <summary>Text from peers made fit to be shown.</summary>
internal static class PeerText
{
    /// <summary>
    /// At most so many characters; what is not UTF-8 becomes U+FFFD; control and format characters (which could turn
    /// the text round) are dropped. Null if nothing is left.
    /// </summary>
    public static string? Clean(ReadOnlySpan<byte> bytes, int maxLength)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty && text.Length < maxLength)
        {
            Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed);
            bytes = bytes[consumed..];
            if (IsShown(rune)) text.Append(rune.ToString());
        }

        string shown = text.ToString().Trim();
        return shown.Length == 0 ? null : shown;
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
