using System.Globalization;

namespace GSTorrent.Application.Settings;

/// <summary>Reads durations such as 250ms, 5s, 2min or 1.5h; a number alone is milliseconds.</summary>
internal static class DurationReader
{
    private static readonly (string Suffix, long Factor)[] Suffixes =
        [("ms", 1), ("s", 1_000), ("min", 60_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    public static bool TryReadMilliseconds(string text, out long milliseconds)
    {
        text = text.Trim();
        long factor = 1;
        foreach ((string suffix, long candidate) in Suffixes)
        {
            if (!text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
            text = text[..^suffix.Length].TrimEnd();
            factor = candidate;
            break;
        }

        milliseconds = 0;
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal number)) return false;
        if (number < 0 || number > long.MaxValue / factor) return false;
        milliseconds = (long)decimal.Round(number * factor);
        return true;
    }
}
