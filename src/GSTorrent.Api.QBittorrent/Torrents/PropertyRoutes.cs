using System.Text.Json;
using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>A torrent with all that there is to know of it.</summary>
internal readonly record struct ShownProperties(
    ShownTorrent Torrent, TorrentFacts Facts, int MaxConnections, long NextAnnounceS)
{
    public TorrentRow Row => Torrent.Row;
}

/// <summary>The details of one torrent.</summary>
internal sealed class PropertyRoutes(GstHost host, FrameMaker frames)
{
    private static readonly FieldTable<ShownProperties> Table = new([.. OfWhat(), .. OfTransfer()]);

    public void Map(RouteSet routes) => routes.Read("/torrents/properties", ShowAsync);

    private static Field<ShownProperties>[] OfWhat() =>
    [
        Text("hash", (in s) => s.Row.InfoHash.ToString()),
        Text("infohash_v1", (in s) => s.Row.InfoHash.ToString()),
        Text("infohash_v2", (in s) => s.Facts.InfoHashV2 ?? ""),
        Text("name", (in s) => s.Row.Name),
        Text("comment", (in s) => s.Row.Origin.Comment),
        Text("created_by", (in s) => s.Row.Origin.CreatedBy),
        Number("creation_date", (in s) => s.Row.Origin.CreationDateUnixS ?? -1),
        Number("addition_date", (in s) => s.Row.AddedUnixMs / 1000),
        Number("completion_date", (in s) => s.Row.FinishedUnixMs is { } ms ? ms / 1000 : -1),
        Number("last_seen", (in _) => -1),
        Flag("has_metadata", (in s) => s.Row.HasMetainfo),
        Flag("is_private", (in s) => s.Row.IsPrivate),
        Flag("private", (in s) => s.Row.HasMetainfo ? s.Row.IsPrivate : null),
        Text("save_path", (in s) => s.Row.Destination),
        Text("download_path", (in _) => ""),
        Number("total_size", (in s) => s.Row.HasMetainfo ? s.Row.TotalBytes : -1),
        Number("pieces_num", (in s) => s.Row.HasMetainfo ? s.Row.PieceCount : -1),
        Number("piece_size", (in s) => s.Row.HasMetainfo ? s.Row.PieceLength : -1),
        Number("pieces_have", (in s) => s.Row.PiecesDone),
    ];

    private static Field<ShownProperties>[] OfTransfer() =>
    [
        new RealField<ShownProperties>("progress", (in s) => s.Torrent.Progress),
        Number("eta", (in s) => s.Torrent.EtaS),
        Number("time_elapsed", (in s) => s.Torrent.ActiveS),
        Number("seeding_time", (in s) => s.Torrent.SeedingS),
        Number("nb_connections", (in s) => s.Row.ConnectedPeers),
        Number("nb_connections_limit", (in s) => s.MaxConnections),
        Number("total_downloaded", (in s) => s.Row.Downloaded),
        Number("total_downloaded_session", (in s) => Math.Max(0, s.Row.Downloaded - s.Row.Origin.EarlierDownloaded)),
        Number("total_uploaded", (in s) => s.Row.Uploaded),
        Number("total_uploaded_session", (in s) => Math.Max(0, s.Row.Uploaded - s.Row.Origin.EarlierUploaded)),
        Number("total_wasted", (in s) => s.Row.Wasted),
        Number("dl_speed", (in s) => s.Row.DownloadRate),
        Number("dl_speed_avg", (in s) => Average(s.Row.Downloaded, s.Torrent.ActiveS - s.Torrent.SeedingS)),
        Number("up_speed", (in s) => s.Row.UploadRate),
        Number("up_speed_avg", (in s) => Average(s.Row.Uploaded, s.Torrent.ActiveS)),
        Number("dl_limit", (in s) => s.Row.DownloadLimit > 0 ? s.Row.DownloadLimit : -1),
        Number("up_limit", (in s) => s.Row.UploadLimit > 0 ? s.Row.UploadLimit : -1),
        Number("seeds", (in s) => s.Row.ConnectedSeeds),
        Number("seeds_total", (in s) => s.Row.SwarmSeeds ?? s.Row.ConnectedSeeds),
        Number("peers", (in s) => s.Row.ConnectedPeers - s.Row.ConnectedSeeds),
        Number("peers_total", (in s) => s.Row.SwarmLeechers ?? (s.Row.ConnectedPeers - s.Row.ConnectedSeeds)),
        new RealField<ShownProperties>("share_ratio", (in s) => s.Torrent.Ratio),
        new RealField<ShownProperties>("popularity", (in s) => s.Torrent.Popularity),
        Number("reannounce", (in s) => s.NextAnnounceS),
    ];

    private async Task ShowAsync(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error)
            || !host.Details.GetFacts(row.InfoHash.ToString()).TryGet(out TorrentFacts? facts, out error)
            || !(await host.Details.GetTrackersAsync(row.InfoHash.ToString())).TryGet(out var trackers, out error))
        {
            await call.RefuseAsync(error);
            return;
        }

        int maxConnections = row.Origin.MaxConnections > 0
            ? row.Origin.MaxConnections
            : host.Settings.Current.Count(NetworkSettings.MaxConnectionsPerTorrent);
        var shown = new ShownProperties(
            new ShownTorrent(row, frames.Make(call)), facts, maxConnections, NextAnnounceS(trackers));
        await call.JsonAsync(writer => Write(writer, shown));
    }

    private static void Write(Utf8JsonWriter writer, ShownProperties shown)
    {
        writer.WriteStartObject();
        Table.Write(writer, in shown);
        writer.WriteEndObject();
    }

    private static long NextAnnounceS(IReadOnlyList<TrackerSnapshot> trackers) =>
        trackers.Min(tracker => tracker.NextAnnounceInMs) is { } ms ? ms / 1000 : 0;

    private static long Average(long bytes, long seconds) => seconds > 0 ? bytes / seconds : -1;

    private static TextField<ShownProperties> Text(string name, Getter<ShownProperties, string> get) => new(name, get);

    private static NumberField<ShownProperties> Number(string name, Getter<ShownProperties, long> get) =>
        new(name, get);

    private static FlagField<ShownProperties> Flag(string name, Getter<ShownProperties, bool?> get) => new(name, get);
}
