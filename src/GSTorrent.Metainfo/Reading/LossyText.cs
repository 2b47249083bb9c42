using System.Text;
using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Text from files whose makers did not always write UTF-8: invalid bytes become U+FFFD, nothing is refused.
/// </summary>
internal static class LossyText
{
    /// <summary>The byte string at "<paramref name="key"/>.utf-8", else at the key itself.</summary>
    public static bool TryGetTwin(
        BencodeElement dictionary, ReadOnlySpan<byte> utf8Key, ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> text) =>
        dictionary.TryGetBytes(utf8Key, out text) || dictionary.TryGetBytes(key, out text);

    /// <summary>A text for people: decoded, cut to a bearable length; null if absent or empty.</summary>
    public static string? ForPeople(BencodeElement dictionary, ReadOnlySpan<byte> utf8Key, ReadOnlySpan<byte> key)
    {
        bool found = dictionary.TryGetBytes(utf8Key, out ReadOnlyMemory<byte> bytes) && !bytes.IsEmpty;
        if (!found && (!dictionary.TryGetBytes(key, out bytes) || bytes.IsEmpty)) return null;
        ReadOnlySpan<byte> cut = bytes.Span[..Math.Min(bytes.Length, MetainfoLimits.MaxTextLength)];
        return Encoding.UTF8.GetString(cut);
    }
}
