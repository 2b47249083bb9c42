using System.Globalization;

namespace GSTorrent.Application.Settings;

/// <summary>
/// Reads amounts such as 500K, 2M, 1.5MiB, 1G/s, 5s or 250ms. K, M, G, T are powers of 1000, KiB… of 1024.
/// </summary>
internal static class QuantityReader
{
    private static readonly (string Suffix, long Factor)[] Bytes =
    [
        ("kib", 1L << 10), ("mib", 1L << 20), ("gib", 1L << 30), ("tib", 1L << 40),
        ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("tb", 1_000_000_000_000),
        ("k", 1_000), ("m", 1_000_000), ("g", 1_000_000_000), ("t", 1_000_000_000_000), ("b", 1),
    ];

    private static readonly (string Suffix, long Factor)[] Durations =
        [("ms", 1), ("s", 1_000), ("min", 60_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    public static bool TryReadBytes(string text, bool isRate, out long value)
    {
        string amount = text.Trim();
        if (isRate && amount.EndsWith("/s", StringComparison.OrdinalIgnoreCase)) amount = amount[..^2];
        return TryRead(amount, Bytes, out value);
    }

    public static bool TryReadMilliseconds(string text, out long value) => TryRead(text.Trim(), Durations, out value);

    public static bool TryReadThousandths(string text, out long value) => TryRead(text.Trim(), [("", 1_000)], out value);

    private static bool TryRead(string text, (string Suffix, long Factor)[] suffixes, out long value)
    {
        long factor = 1;
        foreach ((string suffix, long candidate) in suffixes)
        {
            if (!text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
            text = text[..^suffix.Length].TrimEnd();
            factor = candidate;
            break;
        }

        value = 0;
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal number)) return false;
        if (number < 0 || number > long.MaxValue / factor) return false;
        value = (long)decimal.Round(number * factor);
        return true;
    }
}
