using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GSTorrent.Cli.Parsing;

/// <summary>Spans of time, such as "90m", "12h", "30d" or "4w".</summary>
internal static class Durations
{
    private const long LongestDays = 100 * 366;

    /// <summary>Seconds; null without the option, -1 for "none".</summary>
    public static Option<long?> ToOption(string name, string what) => new(name)
    {
        Description = what + ": 90m, 12h, 30d, 4w or none.",
        HelpName = "TIME",
        CustomParser = Parse,
    };

    public static bool TryParse(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length < 2 || text.Length > 8) return false;
        if (!long.TryParse(
            text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            return false;
        TimeSpan? unit = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => null,
        };
        if (unit is null || count > TimeSpan.FromDays(LongestDays) / unit.Value) return false;
        span = unit.Value * count;
        return true;
    }

    private static long? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text is "none") return -1;
        if (TryParse(text, out TimeSpan span)) return (long)span.TotalSeconds;
        result.AddError($"'{text}' is no time: write for example 90m, 12h, 30d, 4w or none.");
        return null;
    }
}
