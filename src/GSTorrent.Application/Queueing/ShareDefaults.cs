using GSTorrent.Application.Persistence;
using GSTorrent.Application.Settings;

namespace GSTorrent.Application.Queueing;

/// <summary>Share limits of torrents that have none of their own; a negative number is no limit. Immutable.</summary>
internal readonly record struct ShareDefaults(double Ratio, long SeedingTimeS, long IdleTimeS, ShareAction Action)
{
    public static ShareDefaults Of(SettingsSnapshot settings) => new(
        settings.IsOn(SharingSettings.RatioLimited) ? settings.Number(SharingSettings.RatioLimit) / 1000.0 : -1,
        settings.IsOn(SharingSettings.SeedingTimeLimited)
            ? settings.Number(SharingSettings.SeedingTimeLimit) / 1000 : -1,
        settings.IsOn(SharingSettings.IdleTimeLimited) ? settings.Number(SharingSettings.IdleTimeLimit) / 1000 : -1,
        settings.Text(SharingSettings.LimitAction) switch
        {
            "remove" => ShareAction.Remove,
            "remove-with-data" => ShareAction.RemoveWithData,
            "super-seed" => ShareAction.SuperSeed,
            _ => ShareAction.Stop,
        });
}
