namespace GSTorrent.Application.Settings;

/// <summary>Settings of the area "sharing": when a torrent that has none of its own has been seeded enough.</summary>
public static class SharingSettings
{
    /// <summary>Does the ratio count?</summary>
    public static SettingDefinition RatioLimited { get; } = Switch(
        "sharing.ratio-limited", "Seeding ends when a torrent's ratio reaches sharing.ratio-limit.");

    /// <summary>Which ratio.</summary>
    public static SettingDefinition RatioLimit { get; } = new()
    {
        Name = "sharing.ratio-limit",
        Type = SettingType.Ratio,
        Default = "2",
        Maximum = 9_999,
        Text = "Uploaded over downloaded.",
    };

    /// <summary>Does the time count?</summary>
    public static SettingDefinition SeedingTimeLimited { get; } = Switch(
        "sharing.seeding-time-limited", "Seeding ends when a torrent was seeded for sharing.seeding-time-limit.");

    /// <summary>Which time.</summary>
    public static SettingDefinition SeedingTimeLimit { get; } = Time(
        "sharing.seeding-time-limit", "86400000", "Time of seeding.");

    /// <summary>Does idleness count?</summary>
    public static SettingDefinition IdleTimeLimited { get; } = Switch(
        "sharing.idle-time-limited", "Seeding ends when nobody took anything for sharing.idle-time-limit.");

    /// <summary>How long.</summary>
    public static SettingDefinition IdleTimeLimit { get; } = Time(
        "sharing.idle-time-limit", "1800000", "Time of seeding without a byte sent.");

    /// <summary>What then.</summary>
    public static SettingDefinition LimitAction { get; } = new()
    {
        Name = "sharing.limit-action",
        Type = SettingType.Choice,
        Default = "stop",
        Choices = ["stop", "remove", "remove-with-data", "super-seed"],
        Text = "What happens to a torrent that has been seeded enough.",
    };

    internal static IReadOnlyList<SettingDefinition> All { get; } =
    [
        RatioLimited, RatioLimit, SeedingTimeLimited, SeedingTimeLimit, IdleTimeLimited, IdleTimeLimit, LimitAction,
    ];

    private static SettingDefinition Switch(string name, string text) => new()
    {
        Name = name,
        Type = SettingType.Boolean,
        Default = "false",
        Text = text,
    };

    private static SettingDefinition Time(string name, string standard, string text) => new()
    {
        Name = name,
        Type = SettingType.Duration,
        Default = standard,
        Maximum = 315_360_000_000,
        Text = text,
    };
}
