using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>
/// Session keys of the queue and of share limits. Transmission has a switch for each of its two queues; we have one for
/// the whole queue, in which a limit of 0 stands for none.
/// </summary>
internal static class QueueKeys
{
    private const int StandardDownloads = 5, StandardSeeds = 10;
    private const long MinuteMs = 60_000;

    public static IReadOnlyList<SessionKey> All { get; } =
    [
        .. Half("download_queue", QueueSettings.MaxDownloads, StandardDownloads),
        .. Half("seed_queue", QueueSettings.MaxSeeds, StandardSeeds),
        SessionKey.FlagOf("queue_stalled_enabled", QueueSettings.ExemptSlow),
        SessionKey.NumberOf("queue_stalled_minutes", QueueSettings.SlowAfter, MinuteMs),
        SessionKey.RatioOf("seed_ratio_limit", "seedRatioLimit", SharingSettings.RatioLimit),
        SessionKey.FlagOf("seed_ratio_limited", SharingSettings.RatioLimited).As("seedRatioLimited"),
        SessionKey.NumberOf("idle_seeding_limit", SharingSettings.IdleTimeLimit, MinuteMs),
        SessionKey.FlagOf("idle_seeding_limit_enabled", SharingSettings.IdleTimeLimited),
    ];

    private static IEnumerable<SessionKey> Half(string queue, SettingDefinition size, int standard)
    {
        yield return SessionKey.Flag($"{queue}_enabled", view => IsOn(view.Settings, size)) with
        {
            Setting = $"{QueueSettings.Enabled.Name}, {size.Name}",
            Apply = Apply,
        };
        yield return SessionKey.Number($"{queue}_size", view => SizeOf(view.Settings, size, standard)) with
        {
            Setting = size.Name,
            Apply = Apply,
        };
    }

    private static bool IsOn(SettingsSnapshot now, SettingDefinition size) =>
        now.IsOn(QueueSettings.Enabled) && now.Number(size) > 0;

    private static long SizeOf(SettingsSnapshot now, SettingDefinition size, int standard) =>
        now.Number(size) is > 0 and var set ? set : standard;

    // Both halves at once, as they share the switch.
    private static void Apply(SessionEdit edit)
    {
        bool downloads = edit.Given.Flag("download_queue_enabled") ?? IsOn(edit.Now, QueueSettings.MaxDownloads);
        bool seeds = edit.Given.Flag("seed_queue_enabled") ?? IsOn(edit.Now, QueueSettings.MaxSeeds);
        bool wasOn = edit.Now.IsOn(QueueSettings.Enabled);
        bool isOn = downloads || seeds || (wasOn && edit.Now.Number(QueueSettings.MaxActive) > 0);
        edit.Set(QueueSettings.Enabled, isOn);
        SetSize(edit, "download_queue_size", QueueSettings.MaxDownloads, (isOn, downloads), StandardDownloads);
        SetSize(edit, "seed_queue_size", QueueSettings.MaxSeeds, (isOn, seeds), StandardSeeds);
    }

    // While no queue is on, sizes are kept for when one is.
    private static void SetSize(
        SessionEdit edit, string name, SettingDefinition setting, (bool Queue, bool Half) isOn, int standard)
    {
        long? given = edit.Given.Number(name);
        if (isOn is { Queue: false } && given == SizeOf(edit.Now, setting, standard)) return;
        long size = Math.Max(1, given ?? SizeOf(edit.Now, setting, standard));
        if (isOn.Queue) edit.Set(setting, isOn.Half ? size : 0);
        else if (given is not null) edit.Set(setting, size);
    }
}
