using System.Globalization;

namespace GSTorrent.Primitives;

/// <summary>
/// Amounts and rates as people write them, the same everywhere: <c>500k</c>, <c>1.5MiB</c>, <c>2 GB/s</c>. By the SI
/// k, M, G and T are powers of 1000; by IEC 80000-13 Ki, Mi, Gi and Ti are powers of 1024. A B may follow; small and
/// capital letters are the same. A part of a byte is dropped, but more than nothing never becomes nothing.
/// </summary>
public static class ByteAmountReader
{
    private static readonly (string Prefix, long Factor)[] Prefixes =
    [
        ("ki", 1L << 10), ("mi", 1L << 20), ("gi", 1L << 30), ("ti", 1L << 40),
        ("k", 1_000), ("m", 1_000_000), ("g", 1_000_000_000), ("t", 1_000_000_000_000),
    ];

    /// <summary>Bytes.</summary>
    public static bool TryRead(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        bytes = 0;
        ReadOnlySpan<char> figure = WithoutEnd(text.AsSpan().Trim(), "b");
        long factor = 1;
        foreach ((string prefix, long candidate) in Prefixes)
        {
            if (!figure.EndsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            figure = WithoutEnd(figure, prefix);
            factor = candidate;
            break;
        }

        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(figure.TrimEnd(), Style, CultureInfo.InvariantCulture, out decimal number)) return false;
        if (number > long.MaxValue / factor || (number > 0 && number * factor < 1)) return false;
        bytes = (long)(number * factor);
        return true;
    }

    /// <summary>Bytes a second; <c>/s</c> may follow. 0, <c>none</c> and <c>unlimited</c> are 0: no limit.</summary>
    public static bool TryReadRate(string text, out long bytesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(text);
        bytesPerSecond = 0;
        string amount = text.Trim();
        if (amount.ToLowerInvariant() is "none" or "unlimited") return true;
        return TryRead(WithoutEnd(amount, "/s").ToString(), out bytesPerSecond);
    }

    private static ReadOnlySpan<char> WithoutEnd(ReadOnlySpan<char> text, string end) =>
        text.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? text[..^end.Length] : text;
}
