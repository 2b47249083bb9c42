namespace GSTorrent.Server.Commands.Output;

/// <summary>Figures as people read them.</summary>
internal static class Units
{
    private const double Step = 1024;

    private static readonly string[] Names = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Bytes, such as "1.5 GiB".</summary>
    public static string Size(long bytes)
    {
        if (bytes < Step) return FormattableString.Invariant($"{bytes} B");
        double amount = bytes;
        int unit = 0;
        // 1023.95 and more would be shown as 1024.0.
        while (amount >= Step - 0.05 && unit < Names.Length - 1)
        {
            amount /= Step;
            unit++;
        }

        return FormattableString.Invariant($"{amount:0.0} {Names[unit]}");
    }

    /// <summary>Bytes a second, such as "1.5 MiB/s".</summary>
    public static string Rate(long bytesPerSecond) => Size(bytesPerSecond) + "/s";

    /// <summary>A share of 1, rounded down, so that only the whole is "100.0%".</summary>
    public static string Percent(double share) =>
        FormattableString.Invariant($"{Math.Floor(Math.Clamp(share, 0, 1) * 1000) / 10:0.0}%");

    /// <summary>So many of something, such as "1 file" or "2 files".</summary>
    public static string Count(int count, string what) =>
        FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>Seconds by their two largest units, such as "2h 5m"; "-" if unknown.</summary>
    public static string Duration(long? seconds) => seconds switch
    {
        null or < 0 => "-",
        < 60 => FormattableString.Invariant($"{seconds}s"),
        < 3600 => FormattableString.Invariant($"{seconds / 60}m {seconds % 60}s"),
        < 86_400 => FormattableString.Invariant($"{seconds / 3600}h {seconds / 60 % 60}m"),
        < 8_640_000 => FormattableString.Invariant($"{seconds / 86_400}d {seconds / 3600 % 24}h"),
        _ => "over 99d",
    };
}
