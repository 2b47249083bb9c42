using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>Session keys of rates. Transmission counts in kB/s of 1000 bytes, we in bytes.</summary>
internal static class SpeedKeys
{
    public static IReadOnlyList<SessionKey> All { get; } =
    [
        SessionKey.NumberOf("alt_speed_down", AlternativeSettings.DownloadLimit, SpeedLimit.Kilo),
        SessionKey.NumberOf("alt_speed_up", AlternativeSettings.UploadLimit, SpeedLimit.Kilo),
        SessionKey.FlagOf("alt_speed_enabled", AlternativeSettings.Enabled),
        SessionKey.FlagOf("alt_speed_time_enabled", AlternativeSettings.Scheduled),
        SessionKey.NumberOf("alt_speed_time_begin", AlternativeSettings.BeginMinute),
        SessionKey.NumberOf("alt_speed_time_end", AlternativeSettings.EndMinute),
        SessionKey.NumberOf("alt_speed_time_day", AlternativeSettings.Days),
        .. Limit("speed_limit_down", TransferSettings.DownloadLimit),
        .. Limit("speed_limit_up", TransferSettings.UploadLimit),
    ];

    // Two keys, one setting.
    private static IEnumerable<SessionKey> Limit(string name, SettingDefinition setting)
    {
        string enabled = name + "_enabled";
        void Apply(SessionEdit edit)
        {
            long? changed = SpeedLimit.Change(
                edit.Now.Number(setting), edit.Given.Flag(enabled), edit.Given.Number(name));
            if (changed is { } limit) edit.Set(setting, limit);
        }

        yield return SessionKey.Number(name, view => SpeedLimit.ShownOf(view.Settings.Number(setting))) with
        {
            Setting = setting.Name,
            Apply = Apply,
        };
        yield return SessionKey.Flag(enabled, view => view.Settings.Number(setting) > 0) with
        {
            Setting = setting.Name,
            Apply = Apply,
        };
    }
}
