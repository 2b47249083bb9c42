using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Addresses of trackers and web seeds as they stand in files and magnet links.</summary>
internal static class UrlText
{
    private static readonly SearchValues<char> MustEscape = SearchValues.Create("\"<>\\^`{|}");

    /// <summary>An address we can announce to: http, https or udp with a host.</summary>
    public static bool TryTracker(string text, [NotNullWhen(true)] out string? url) =>
        TryAbsolute(text, out url, "http", "https", "udp");

    /// <summary>An address we can download from: http or https with a host.</summary>
    public static bool TryWebSeed(string text, [NotNullWhen(true)] out string? url) =>
        TryAbsolute(Escape(text.Trim()), out url, "http", "https");

    /// <summary>The text of an element, unless it is no byte string or too long for an address.</summary>
    public static bool TryRead(BencodeElement element, out string text)
    {
        text = "";
        if (!element.TryGetBytes(out ReadOnlyMemory<byte> bytes) || bytes.Length > MetainfoLimits.MaxUrlLength)
            return false;
        text = Encoding.UTF8.GetString(bytes.Span).Trim();
        return text.Length > 0;
    }

    private static bool TryAbsolute(
        string text, [NotNullWhen(true)] out string? url, params ReadOnlySpan<string> schemes)
    {
        url = null;
        text = text.Trim();
        if (text.Length > MetainfoLimits.MaxUrlLength) return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0) return false;
        if (!schemes.Contains(uri.Scheme)) return false;
        url = text;
        return true;
    }

    /// <summary>Escapes what may not stand in an address and leaves what is escaped already.</summary>
    private static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && rune.Value is > ' ' and < 0x7f && !MustEscape.Contains((char)rune.Value))
            {
                builder.Append((char)rune.Value);
                continue;
            }

            int length = rune.EncodeToUtf8(utf8);
            foreach (byte value in utf8[..length]) builder.Append('%').Append(Convert.ToHexString([value]));
        }

        return builder.ToString();
    }
}
