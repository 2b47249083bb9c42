using GSTorrent.Application.Settings;
using GSTorrent.Trackers;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>What all torrents of one answer have in common. Immutable.</summary>
internal sealed record ListFrame
{
    /// <summary>Wall clock.</summary>
    public required long NowUnixMs { get; init; }

    /// <summary>The ratio at which seeding ends by the settings; -1: never.</summary>
    public double RatioLimit { get; init; } = -1;

    /// <summary>Minutes of seeding after which it ends by the settings; -1: never.</summary>
    public long SeedingMinutes { get; init; } = -1;

    /// <summary>Minutes of idleness after which it ends by the settings; -1: never.</summary>
    public long IdleMinutes { get; init; } = -1;

    /// <summary>Place of each torrent in the queue.</summary>
    public QueuePlaces Places { get; init; } = QueuePlaces.None;

    /// <summary>May the passkeys in announce URLs be shown?</summary>
    public bool ShowsSecrets { get; init; }

    public static ListFrame Of(SettingsSnapshot settings, long nowUnixMs) => new()
    {
        NowUnixMs = nowUnixMs,
        RatioLimit = settings.IsOn(SharingSettings.RatioLimited)
            ? settings.Number(SharingSettings.RatioLimit) / 1000.0
            : -1,
        SeedingMinutes = settings.IsOn(SharingSettings.SeedingTimeLimited)
            ? settings.Number(SharingSettings.SeedingTimeLimit) / 60_000
            : -1,
        IdleMinutes = settings.IsOn(SharingSettings.IdleTimeLimited)
            ? settings.Number(SharingSettings.IdleTimeLimit) / 60_000
            : -1,
    };

    /// <summary>Do the settings say the same, whatever the time?</summary>
    public bool HasSameSettings(ListFrame other) =>
        RatioLimit.Equals(other.RatioLimit) && SeedingMinutes == other.SeedingMinutes
        && IdleMinutes == other.IdleMinutes && ShowsSecrets == other.ShowsSecrets;

    /// <summary>An announce URL as the caller may see it.</summary>
    public string Show(string url)
    {
        if (ShowsSecrets) return url;
        return TrackerUrl.TryParse(url, out TrackerUrl? parsed, out _) ? parsed!.ToString() : "";
    }
}
