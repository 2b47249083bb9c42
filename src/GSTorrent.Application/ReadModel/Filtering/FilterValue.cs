using System.Globalization;
using GSTorrent.Application.Settings;
using GSTorrent.Primitives;

namespace GSTorrent.Application.ReadModel;

/// <summary>A number in a filter.</summary>
/// <param name="Number">In the unit of its field.</param>
/// <param name="IsAge">It is compared with how long ago the field's moment was.</param>
internal readonly record struct FilterValue(double Number, bool IsAge)
{
    private const NumberStyles Decimal = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    public static Result<FilterValue> Parse(RowField field, string text)
    {
        bool isRead = TryParse(field.Kind, text, out FilterValue value);
        return isRead ? value : new AppError("filter-invalid", $"'{Excerpt.Of(text)}' is not {Expected(field.Kind)}");
    }

    private static bool TryParse(RowFieldKind kind, string text, out FilterValue value)
    {
        value = default;
        long whole = 0;
        double number;
        bool isRead = kind switch
        {
            RowFieldKind.Bytes => ByteAmountReader.TryReadRate(text, out whole),
            RowFieldKind.Duration => DurationReader.TryReadMilliseconds(text, out whole),
            RowFieldKind.Moment => TryMoment(text, out whole),
            RowFieldKind.Flag => TryFlag(text, out whole),
            _ => false,
        };
        if (isRead)
        {
            value = new FilterValue(whole, false);
            return true;
        }

        if (kind == RowFieldKind.Moment && DurationReader.TryReadMilliseconds(text, out whole))
        {
            value = new FilterValue(whole, true);
            return true;
        }

        if (kind is not (RowFieldKind.Number or RowFieldKind.Share)) return false;
        bool isPercent = kind == RowFieldKind.Share && text.EndsWith('%');
        isRead = double.TryParse(isPercent ? text[..^1] : text, Decimal, CultureInfo.InvariantCulture, out number);
        value = new FilterValue(isPercent ? number / 100 : number, false);
        return isRead;
    }

    private static bool TryMoment(string text, out long unixMs)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK"];
        bool isRead = DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, Utc, out var moment);
        unixMs = isRead ? moment.ToUnixTimeMilliseconds() : 0;
        return isRead;
    }

    private static bool TryFlag(string text, out long flag)
    {
        flag = text is "true" or "yes" ? 1 : 0;
        return text is "true" or "yes" or "false" or "no";
    }

    private static string Expected(RowFieldKind kind) => kind switch
    {
        RowFieldKind.Bytes => "an amount of bytes, such as 500M or 1.5GiB",
        RowFieldKind.Duration => "a duration, such as 90min or 2d",
        RowFieldKind.Moment => "a date, such as 2026-01-31, or an age, such as 7d",
        RowFieldKind.Flag => "true or false",
        RowFieldKind.Share => "a share, such as 0.5 or 50%",
        _ => "a number",
    };
}
