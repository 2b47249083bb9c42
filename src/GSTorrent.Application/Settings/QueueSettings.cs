namespace GSTorrent.Application.Settings;

/// <summary>Settings of the area "queue".</summary>
public static class QueueSettings
{
    /// <summary>Do the limits hold?</summary>
    public static SettingDefinition Enabled { get; } = new()
    {
        Name = "queue.enabled",
        Type = SettingType.Boolean,
        Default = "false",
        Text = "Only so many torrents run at once as the limits of the queue say; the others wait for their turn.",
    };

    /// <summary>Downloads at once.</summary>
    public static SettingDefinition MaxDownloads { get; } = Limit(
        "queue.max-downloads", "5", "Torrents that may download at once; 0 is no limit.");

    /// <summary>Seeds at once.</summary>
    public static SettingDefinition MaxSeeds { get; } = Limit(
        "queue.max-seeds", "0", "Torrents that may seed at once; 0 is no limit.");

    /// <summary>Both at once.</summary>
    public static SettingDefinition MaxActive { get; } = Limit(
        "queue.max-active", "0", "Torrents that may download or seed at once; 0 is no limit.");

    /// <summary>Do slow ones take no place?</summary>
    public static SettingDefinition ExemptSlow { get; } = new()
    {
        Name = "queue.exempt-slow",
        Type = SettingType.Boolean,
        Default = "true",
        Text = "A torrent that moves next to nothing takes no place in the queue.",
    };

    /// <summary>How slow that is.</summary>
    public static SettingDefinition SlowRate { get; } = new()
    {
        Name = "queue.slow-rate",
        Type = SettingType.Rate,
        Default = "2048",
        Text = "A torrent that moves less than this is slow.",
    };

    /// <summary>How long that lasts.</summary>
    public static SettingDefinition SlowAfter { get; } = new()
    {
        Name = "queue.slow-after",
        Type = SettingType.Duration,
        Default = "60000",
        Minimum = 1_000,
        Maximum = 86_400_000,
        Text = "A torrent is slow only after so long a time.",
    };

    internal static IReadOnlyList<SettingDefinition> All { get; } =
        [Enabled, MaxDownloads, MaxSeeds, MaxActive, ExemptSlow, SlowRate, SlowAfter];

    private static SettingDefinition Limit(string name, string standard, string text) => new()
    {
        Name = name,
        Type = SettingType.Integer,
        Default = standard,
        Maximum = 1_000_000,
        Text = text,
    };
}
