using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Share limits in Transmission's words: a mode and a value for the ratio and for idleness.</summary>
internal static class ShareView
{
    /// <summary>0: as the settings say, 1: its own, 2: none.</summary>
    public static int ModeOf(double? limit) => limit switch
    {
        null => 0,
        >= 0 => 1,
        _ => 2,
    };

    /// <summary>Its own ratio, else that of the settings, whether that holds or not.</summary>
    public static double RatioOf(ShareLimits share, SettingsSnapshot settings) =>
        share.Ratio is >= 0 and var own ? own : settings.Number(SharingSettings.RatioLimit) / 1000.0;

    /// <summary>Its own minutes, else those of the settings, whether they hold or not.</summary>
    public static long IdleMinutesOf(ShareLimits share, SettingsSnapshot settings) =>
        (share.IdleTimeS is >= 0 and var own ? own : settings.Number(SharingSettings.IdleTimeLimit) / 1000) / 60;

    /// <summary>The ratio at which seeding ends; null: at none.</summary>
    public static double? RatioLimit(ShareLimits share, SettingsSnapshot settings) => share.Ratio switch
    {
        null => settings.IsOn(SharingSettings.RatioLimited) ? RatioOf(share, settings) : null,
        < 0 => null,
        var own => own,
    };

    /// <summary>Has it been stopped because it was seeded enough, as far as that can be told afterwards?</summary>
    public static bool IsFinished(TorrentView view)
    {
        TorrentRow row = view.Row;
        bool isComplete = row.HasMetainfo && row.DoneBytes == row.WantedBytes;
        if (row.State != TorrentRowState.Stopped || !isComplete || !row.HasFinished) return false;
        SettingsSnapshot settings = view.Settings.Settings;
        if (RatioLimit(row.Share, settings) is { } ratio && row.Ratio >= ratio) return true;
        long? seconds = row.Share.SeedingTimeS ?? (settings.IsOn(SharingSettings.SeedingTimeLimited)
            ? settings.Number(SharingSettings.SeedingTimeLimit) / 1000
            : null);
        return seconds is >= 0 && row.SeedingMsAt(view.Settings.NowUnixMs) / 1000 >= seconds;
    }

    /// <summary>Seconds until it will have been idle for long enough; -1: that does not end it.</summary>
    public static long IdleEtaS(TorrentView view)
    {
        TorrentRow row = view.Row;
        bool holds = row.Share.IdleTimeS is >= 0
            || (row.Share.IdleTimeS is null && view.Settings.Settings.IsOn(SharingSettings.IdleTimeLimited));
        if (!holds || row.State != TorrentRowState.Seeding) return -1;
        long idleS = row.IdleMsAt(view.Settings.NowUnixMs) / 1000;
        long limitS = row.Share.IdleTimeS ?? view.Settings.Settings.Number(SharingSettings.IdleTimeLimit) / 1000;
        return Math.Max(0, limitS - idleS);
    }
}
