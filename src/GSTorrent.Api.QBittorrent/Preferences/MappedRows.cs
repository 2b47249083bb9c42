using System.Text.Json;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>Preferences that settings correspond to.</summary>
internal static class MappedRows
{
    // Every day, on weekdays, at the weekend, then each day by itself from Monday on, as sums of days from Sunday on.
    private static readonly long[] Days = [127, 62, 65, 2, 4, 8, 16, 32, 64, 1];

    public static IReadOnlyList<Preference> All { get; } =
    [
        .. Downloads(), .. Connections(), .. Speed(), .. Queue(), .. Sharing(),
    ];

    private static Preference[] Downloads() =>
    [
        Rows.Flag("add_stopped_enabled", TransferSettings.AddPaused),
        Rows.Flag("incomplete_files_ext", StorageSettings.PartSuffix),
        new(
            "preallocate_all",
            (writer, view) => writer.WriteBooleanValue(view.Settings.Text(StorageSettings.Allocation) is "preallocate"),
            (value, changes) =>
            {
                if (Values.Flag(value) is { } all)
                    changes.Set(StorageSettings.Allocation, all ? "preallocate" : "sparse");
            }),
        new(
            "save_path",
            (writer, view) => writer.WriteStringValue(view.Destination),
            (value, changes) =>
            {
                string path = Path.TrimEndingDirectorySeparator(Values.Text(value) ?? "");
                if (path.Length > 0 && !string.Equals(path, changes.View.Destination, StringComparison.Ordinal))
                    changes.Set(StorageSettings.Destination, path);
            }),
    ];

    private static Preference[] Connections() =>
    [
        new("listen_port", WritePort, (value, changes) =>
        {
            if (Values.Number(value) is { } port && port != PortOf(changes.View))
                changes.Set(NetworkSettings.PeerPort, port);
        }),
        new(
            "random_port",
            (writer, view) => writer.WriteBooleanValue(view.Settings.Number(NetworkSettings.PeerPort) == 0),
            (value, changes) =>
            {
                if (Values.Flag(value) is true) changes.Set(NetworkSettings.PeerPort, 0);
            }),
        Rows.Count("max_connec", NetworkSettings.MaxConnections),
        Rows.Count("max_connec_per_torrent", NetworkSettings.MaxConnectionsPerTorrent),
        Rows.Count("max_uploads_per_torrent", TransferSettings.UploadSlots),
        new(
            "banned_IPs",
            (writer, view) =>
                writer.WriteStringValue(string.Join('\n', view.Settings.Items(NetworkSettings.BannedAddresses))),
            (value, changes) =>
            {
                if (Values.Text(value) is { } text)
                    changes.Set(NetworkSettings.BannedAddresses, string.Join(", ", Lines(text)));
            }),
        new(
            "announce_ip",
            (writer, view) => writer.WriteStringValue(view.Settings.Text(NetworkSettings.ExternalAddressV4)),
            (value, changes) =>
            {
                if (Values.Text(value) is { } text) changes.Set(NetworkSettings.ExternalAddressV4, text.Trim());
            }),
    ];

    private static Preference[] Speed() =>
    [
        Rows.Rate("dl_limit", TransferSettings.DownloadLimit),
        Rows.Rate("up_limit", TransferSettings.UploadLimit),
        Rows.Rate("alt_dl_limit", AlternativeSettings.DownloadLimit),
        Rows.Rate("alt_up_limit", AlternativeSettings.UploadLimit),
        Rows.Flag("scheduler_enabled", AlternativeSettings.Scheduled),
        Hour("schedule_from_hour", AlternativeSettings.BeginMinute),
        MinuteOfHour("schedule_from_min", AlternativeSettings.BeginMinute),
        Hour("schedule_to_hour", AlternativeSettings.EndMinute),
        MinuteOfHour("schedule_to_min", AlternativeSettings.EndMinute),
        new(
            "scheduler_days",
            (writer, view) => writer.WriteNumberValue(
                Math.Max(0, Array.IndexOf(Days, view.Settings.Number(AlternativeSettings.Days)))),
            (value, changes) =>
            {
                if (Values.Number(value) is >= 0 and var day && day < Days.Length)
                    changes.Set(AlternativeSettings.Days, Days[day]);
            }),
    ];

    private static Preference[] Queue() =>
    [
        Rows.Flag("queueing_enabled", QueueSettings.Enabled),
        Rows.Count("max_active_downloads", QueueSettings.MaxDownloads),
        Rows.Count("max_active_uploads", QueueSettings.MaxSeeds),
        Rows.Count("max_active_torrents", QueueSettings.MaxActive),
        Rows.Flag("dont_count_slow_torrents", QueueSettings.ExemptSlow),
        Rows.Number("slow_torrent_dl_rate_threshold", QueueSettings.SlowRate, Rows.Kibi),
        Rows.Number("slow_torrent_ul_rate_threshold", QueueSettings.SlowRate, Rows.Kibi),
        Rows.Number("slow_torrent_inactive_timer", QueueSettings.SlowAfter, Rows.Second),
    ];

    private static Preference[] Sharing() =>
    [
        Rows.Flag("max_ratio_enabled", SharingSettings.RatioLimited),
        new(
            "max_ratio",
            (writer, view) => writer.WriteNumberValue(view.Settings.IsOn(SharingSettings.RatioLimited)
                ? view.Settings.Number(SharingSettings.RatioLimit) / 1000.0
                : -1),
            (value, changes) =>
            {
                if (Values.Real(value) is >= 0 and var ratio)
                {
                    double near = Math.Min(ratio, 9_999);
                    string text = near.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
                    changes.Set(SharingSettings.RatioLimit, text);
                }
            }),
        Rows.Flag("max_seeding_time_enabled", SharingSettings.SeedingTimeLimited),
        Rows.Limit(
            "max_seeding_time", SharingSettings.SeedingTimeLimited, SharingSettings.SeedingTimeLimit, Rows.Minute),
        Rows.Flag("max_inactive_seeding_time_enabled", SharingSettings.IdleTimeLimited),
        Rows.Limit(
            "max_inactive_seeding_time", SharingSettings.IdleTimeLimited, SharingSettings.IdleTimeLimit, Rows.Minute),
        Rows.Choice("max_ratio_act", SharingSettings.LimitAction, "stop", "remove", "super-seed", "remove-with-data"),
    ];

    private static void WritePort(Utf8JsonWriter writer, PreferenceView view) => writer.WriteNumberValue(PortOf(view));

    // Who asks for the port of a server that picked one means that.
    private static long PortOf(PreferenceView view) =>
        view.Settings.Number(NetworkSettings.PeerPort) is > 0 and var port ? port : view.PeerPort;

    private static Preference Hour(string name, SettingDefinition setting) => new(
        name,
        (writer, view) => writer.WriteNumberValue(view.Settings.Number(setting) / 60),
        (value, changes) =>
        {
            if (Values.Number(value) is >= 0 and < 24 and var hour)
                changes.Set(setting, (hour * 60) + (changes.Number(setting) % 60));
        });

    private static Preference MinuteOfHour(string name, SettingDefinition setting) => new(
        name,
        (writer, view) => writer.WriteNumberValue(view.Settings.Number(setting) % 60),
        (value, changes) =>
        {
            if (Values.Number(value) is >= 0 and < 60 and var minute)
                changes.Set(setting, (changes.Number(setting) / 60 * 60) + minute);
        });

    private static string[] Lines(string text) => text.Split(
        ['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
