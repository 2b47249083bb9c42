using System.Buffers;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GSTorrent.Cli.Parsing;

/// <summary>Rates as people write them: "500k", "1.5MiB/s", "none".</summary>
internal static class Rates
{
    private static readonly SearchValues<char> _figures = SearchValues.Create("0123456789.");

    private static readonly Dictionary<string, long> _units = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = 1,
        ["B"] = 1,
        ["K"] = 1L << 10,
        ["KiB"] = 1L << 10,
        ["kB"] = 1000,
        ["M"] = 1L << 20,
        ["MiB"] = 1L << 20,
        ["MB"] = 1000_000,
        ["G"] = 1L << 30,
        ["GiB"] = 1L << 30,
        ["GB"] = 1000_000_000,
    };

    /// <summary>Bytes a second; 0 for "none" and "unlimited".</summary>
    public static bool TryParse(string text, out long bytesPerSecond)
    {
        bytesPerSecond = 0;
        text = text.Trim();
        if (text is "none" or "unlimited") return true;
        if (text.EndsWith("/s", StringComparison.OrdinalIgnoreCase)) text = text[..^2];
        int digits = text.AsSpan().IndexOfAnyExcept(_figures);
        string unit = digits < 0 ? "" : text[digits..].Trim();
        string figure = digits < 0 ? text : text[..digits];
        if (!_units.TryGetValue(unit, out long factor)) return false;
        if (!double.TryParse(figure, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
            return false;
        double bytes = value * factor;
        if (bytes > 1L << 50 || bytes is > 0 and < 1) return false;
        bytesPerSecond = (long)bytes;
        return true;
    }

    /// <summary>For options; absent is null.</summary>
    public static long? ParseOption(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (TryParse(text, out long bytes)) return bytes;
        result.AddError($"'{text}' is no rate: write for example 500k, 1.5MiB/s or none.");
        return null;
    }
}
