using System.Globalization;

namespace GSTorrent.Terminal;

/// <summary>Figures as people read them.</summary>
public static class Units
{
    /// <summary>What stands where there is nothing to tell.</summary>
    public const string Nothing = "-";

    private static readonly string[] Binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Bytes, such as "1.5 GiB".</summary>
    public static string Size(long bytes)
    {
        double value = bytes;
        int unit = 0;
        // 1023.95 would round up to "1024.0": go on to the next unit before that.
        for (; Math.Abs(value) >= (unit == 0 ? 1024 : 1023.95) && unit < Binary.Length - 1; unit++) value /= 1024;
        return unit == 0 ? Invariant($"{bytes} B") : Invariant($"{value:0.0} {Binary[unit]}");
    }

    /// <summary>Bytes a second in a sentence, such as "1.5 MiB/s"; "0 B/s" for standstill.</summary>
    public static string Rate(long bytesPerSecond) => Size(bytesPerSecond) + "/s";

    /// <summary>Bytes a second in a table, such as "1.5 MiB/s"; a dash for standstill.</summary>
    public static string RateOrNothing(long bytesPerSecond) => bytesPerSecond == 0 ? Nothing : Rate(bytesPerSecond);

    /// <summary>A rate limit; "none" for 0.</summary>
    public static string Limit(long bytesPerSecond) => bytesPerSecond == 0 ? "none" : Rate(bytesPerSecond);

    /// <summary>A share from 0 to 1, rounded down: "100.0%" is said of the whole only.</summary>
    public static string Percent(double share) =>
        Invariant($"{Math.Floor(Math.Clamp(share, 0, 1) * 1000) / 10:0.0}%");

    /// <summary>Sent bytes by received ones, such as "1.25".</summary>
    public static string Ratio(double ratio) => Invariant($"{ratio:0.00}");

    /// <summary>Seconds by their two largest units, such as "2h 5m"; a dash if unknown.</summary>
    public static string Duration(long? seconds) => seconds switch
    {
        null or < 0 => Nothing,
        < 60 => Invariant($"{seconds}s"),
        < 3600 => Invariant($"{seconds / 60}m {seconds % 60}s"),
        < 86_400 => Invariant($"{seconds / 3600}h {seconds / 60 % 60}m"),
        < 100 * 86_400 => Invariant($"{seconds / 86_400}d {seconds / 3600 % 24}h"),
        _ => "over 99d",
    };

    /// <summary>A moment in UTC, to the second; a dash if there is none.</summary>
    public static string Moment(long? unixMs) => unixMs is { } ms and >= -62135596800000 and <= 253402300799999
        ? DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : Nothing;

    /// <summary>A plain number; a dash if unknown.</summary>
    public static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>So many of something, such as "1 file" or "2 files".</summary>
    public static string Count(int count, string what) => Invariant($"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>"yes" or "no".</summary>
    public static string YesNo(bool value) => value ? "yes" : "no";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
