namespace GSTorrent.Application.Settings;

/// <summary>Settings of the area "alternative": a second pair of rate limits, by hand or by the clock.</summary>
public static class AlternativeSettings
{
    /// <summary>Do they hold?</summary>
    public static SettingDefinition Enabled { get; } = new()
    {
        Name = "alternative.enabled",
        Type = SettingType.Boolean,
        Default = "false",
        Text = "The alternative rate limits hold instead of the ordinary ones.",
    };

    /// <summary>Bytes a second.</summary>
    public static SettingDefinition DownloadLimit { get; } = Rate(
        "alternative.download-limit", "Download rate of all torrents together, while the alternative limits hold.");

    /// <summary>Bytes a second.</summary>
    public static SettingDefinition UploadLimit { get; } = Rate(
        "alternative.upload-limit", "Upload rate of all torrents together, while the alternative limits hold.");

    /// <summary>Does the clock switch them?</summary>
    public static SettingDefinition Scheduled { get; } = new()
    {
        Name = "alternative.scheduled",
        Type = SettingType.Boolean,
        Default = "false",
        Text = "The alternative limits are switched on and off by the clock; in between they can be switched by hand.",
    };

    /// <summary>When they begin.</summary>
    public static SettingDefinition BeginMinute { get; } = Minute(
        "alternative.begin-minute", "540", "Minute of the day, local time, at which they are switched on.");

    /// <summary>When they end.</summary>
    public static SettingDefinition EndMinute { get; } = Minute(
        "alternative.end-minute", "1020", "Minute of the day, local time, at which they are switched off.");

    /// <summary>On which days.</summary>
    public static SettingDefinition Days { get; } = new()
    {
        Name = "alternative.days",
        Type = SettingType.Integer,
        Default = "127",
        Maximum = 127,
        Text = "Days on which they are switched on, added up: Sunday 1, Monday 2, Tuesday 4, Wednesday 8, "
            + "Thursday 16, Friday 32, Saturday 64.",
    };

    internal static IReadOnlyList<SettingDefinition> All { get; } =
        [Enabled, DownloadLimit, UploadLimit, Scheduled, BeginMinute, EndMinute, Days];

    private static SettingDefinition Rate(string name, string text) => new()
    {
        Name = name,
        Type = SettingType.Rate,
        Default = "51200",
        Text = text + " 0 is no limit.",
    };

    private static SettingDefinition Minute(string name, string standard, string text) => new()
    {
        Name = name,
        Type = SettingType.Integer,
        Default = standard,
        Maximum = 1439,
        Text = text,
    };
}
