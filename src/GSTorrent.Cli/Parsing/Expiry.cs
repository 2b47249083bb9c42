using System.CommandLine.Parsing;
using System.Globalization;

namespace GSTorrent.Cli.Parsing;

/// <summary>
/// When something ends: a time from now ("12h", "30d", "4w") or a day or moment in UTC ("2030-01-31").
/// </summary>
internal static class Expiry
{
    private const long LongestDays = 100 * 366;

    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset moment)
    {
        moment = now;
        if (TryParseSpan(text, out TimeSpan span)) moment = now + span;
        else if (!DateTimeOffset.TryParseExact(
                     text,
                     ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK"],
                     CultureInfo.InvariantCulture,
                     DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                     out moment)) return false;
        return moment > now;
    }

    /// <summary>For options; absent is null.</summary>
    public static DateTimeOffset? ParseOption(ArgumentResult result, DateTimeOffset now)
    {
        string text = result.Tokens[0].Value;
        if (TryParse(text, now, out DateTimeOffset moment)) return moment;
        result.AddError($"'{text}' is no time to come: write for example 12h, 30d, 4w or 2030-01-31.");
        return null;
    }

    private static bool TryParseSpan(string text, out TimeSpan span)
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
}
