using System.Text.Json;
using GSTorrent.Api.QBittorrent.Fields;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Every field of a torrent in lists, as Web API 2.11.4 has them.</summary>
internal static class TorrentFields
{
    /// <summary>The only field that changes although neither torrent nor time nor settings did.</summary>
    public static Field<ShownTorrent> Place { get; } = Number("priority", (in s) => s.Frame.Places.Of(s.Row.Number));

    /// <summary>The info-hash, which names the torrent.</summary>
    public static Field<ShownTorrent> Hash { get; } = new HashField<ShownTorrent>("hash", (in s) => s.Row.InfoHash);

    /// <summary>Those that come from the row alone, and from whether the caller may see passkeys.</summary>
    public static FieldTable<ShownTorrent> OfRow { get; } =
        new([.. OfOrigin(), .. OfSize(), .. OfProgress(), .. OfWishes()]);

    /// <summary>Those that follow the time, the settings or the queue too.</summary>
    private static FieldTable<ShownTorrent> OfFrame { get; } = new([.. OfTime(), Place, .. OfSettings()]);

    /// <summary>All but <see cref="Hash"/>, which is the key where this table is used alone.</summary>
    public static FieldTable<ShownTorrent> Table { get; } = new([.. OfRow.Fields, .. OfFrame.Fields]);

    /// <summary>Writes all of <see cref="Table"/> into the open object.</summary>
    public static void Write(Utf8JsonWriter writer, in ShownTorrent shown)
    {
        RowText.Write(writer, in shown);
        OfFrame.Write(writer, in shown);
    }

    private static Field<ShownTorrent>[] OfOrigin() =>
    [
        new HashField<ShownTorrent>("infohash_v1", (in s) => s.Row.InfoHash),
        Text("infohash_v2", (in s) => s.Row.Origin.InfoHashV2 is { } v2 ? Convert.ToHexStringLower(v2) : ""),
        Text("name", (in s) => s.Row.Name),
        Text("magnet_uri", (in s) => s.Frame.ShowsSecrets ? s.Row.Origin.MagnetUri : s.Row.Origin.BareMagnetUri),
        Text("comment", (in s) => s.Row.Origin.Comment),
        Text("save_path", (in s) => s.Row.Destination),
        Text("download_path", (in _) => ""),
        new PathField<ShownTorrent>("content_path", (in s) => s.ContentPath),
        new PathField<ShownTorrent>("root_path", (in s) => s.RootPath),
        Number("trackers_count", (in s) => s.Row.Origin.TrackerCount),
        Flag("auto_tmm", (in s) => s.Row.Origin.FollowsCategory),
    ];

    private static Field<ShownTorrent>[] OfSize() =>
    [
        Flag("private", (in s) => s.Row.HasMetainfo ? s.Row.IsPrivate : null),
        Flag("has_metadata", (in s) => s.Row.HasMetainfo),
        Number("size", (in s) => s.Row.WantedBytes),
        Number("total_size", (in s) => s.Row.HasMetainfo ? s.Row.TotalBytes : -1),
        Number("added_on", (in s) => s.Row.AddedUnixMs / 1000),
        Number("completion_on", (in s) => s.Row.FinishedUnixMs is { } ms ? ms / 1000 : -1),
        Text("tracker", (in s) => s.Tracker),
    ];

    private static Field<ShownTorrent>[] OfProgress() =>
    [
        Text("state", (in s) => s.State),
        Real("progress", (in s) => s.Progress),
        Number("dlspeed", (in s) => s.Row.DownloadRate),
        Number("upspeed", (in s) => s.Row.UploadRate),
        Number("downloaded", (in s) => s.Row.Downloaded),
        Number("uploaded", (in s) => s.Row.Uploaded),
        Number("downloaded_session", (in s) => Math.Max(0, s.Row.Downloaded - s.Row.Origin.EarlierDownloaded)),
        Number("uploaded_session", (in s) => Math.Max(0, s.Row.Uploaded - s.Row.Origin.EarlierUploaded)),
        Number("completed", (in s) => s.Row.DoneBytes),
        Number("amount_left", (in s) => Math.Max(0, s.Row.WantedBytes - s.Row.DoneBytes)),
        Real("ratio", (in s) => s.Ratio),
        Real("availability", (in s) => s.Availability),
        Number("num_seeds", (in s) => s.Row.ConnectedSeeds),
        Number("num_leechs", (in s) => s.Row.ConnectedPeers - s.Row.ConnectedSeeds),
        Number("num_complete", (in s) => s.Row.SwarmSeeds ?? s.Row.ConnectedSeeds),
        Number("num_incomplete", (in s) => s.Row.SwarmLeechers ?? (s.Row.ConnectedPeers - s.Row.ConnectedSeeds)),
        Number("seen_complete", (in _) => -1),
        Number("last_activity", (in s) => LastActivityMs(in s) / 1000),
    ];

    private static Field<ShownTorrent>[] OfWishes() =>
    [
        Text("category", (in s) => s.Row.Category),
        Text("tags", (in s) => s.Tags),
        Flag("force_start", (in s) => s.Row.Forced),
        Flag("seq_dl", (in s) => s.Row.Sequential),
        Flag("f_l_piece_prio", (in s) => s.Row.FirstLastFirst),
        Flag("super_seeding", (in s) => s.Row.SuperSeeding),
        Number("dl_limit", (in s) => s.Row.DownloadLimit),
        Number("up_limit", (in s) => s.Row.UploadLimit),
        Real("ratio_limit", (in s) => s.RatioLimit),
        Number("seeding_time_limit", (in s) => s.SeedingMinutesLimit),
        Number("inactive_seeding_time_limit", (in s) => s.IdleMinutesLimit),
    ];

    private static Field<ShownTorrent>[] OfTime() =>
    [
        Number("eta", (in s) => s.EtaS),
        Real("popularity", (in s) => s.Popularity),
        Number("time_active", (in s) => s.ActiveS),
        Number("seeding_time", (in s) => s.SeedingS),
        Number("reannounce", (in s) => s.ReannounceS),
    ];

    private static Field<ShownTorrent>[] OfSettings() =>
    [
        Real("max_ratio", (in s) => s.MaxRatio),
        Number("max_seeding_time", (in s) => s.MaxSeedingMinutes),
        Number("max_inactive_seeding_time", (in s) => s.MaxIdleMinutes),
    ];

    private static long LastActivityMs(in ShownTorrent shown) =>
        shown.Row.LastActivityUnixMs > 0 ? shown.Row.LastActivityUnixMs : shown.Row.AddedUnixMs;

    private static TextField<ShownTorrent> Text(string name, Getter<ShownTorrent, string> get) => new(name, get);

    private static NumberField<ShownTorrent> Number(string name, Getter<ShownTorrent, long> get) => new(name, get);

    private static RealField<ShownTorrent> Real(string name, Getter<ShownTorrent, double> get) => new(name, get);

    private static FlagField<ShownTorrent> Flag(string name, Getter<ShownTorrent, bool?> get) => new(name, get);
}
