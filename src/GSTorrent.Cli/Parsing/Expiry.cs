using System.CommandLine.Parsing;
using System.Globalization;

namespace GSTorrent.Cli.Parsing;

/// <summary>
/// When something ends: a time from now ("12h", "30d", "4w") or a day or moment in UTC ("2030-01-31").
/// </summary>
internal static class Expiry
{
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset moment)
    {
        moment = now;
        if (Durations.TryParse(text, out TimeSpan span)) moment = now + span;
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
}
