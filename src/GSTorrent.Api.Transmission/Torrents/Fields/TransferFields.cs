using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Fields of what is sent and received, and of the limits for that.</summary>
internal static class TransferFields
{
    private const double NotAvailable = -1, Infinite = -2;

    public static IReadOnlyList<TorrentField> All { get; } =
    [
        TorrentField.Number("rate_download", view => view.Row.DownloadRate),
        TorrentField.Number("rate_upload", view => view.Row.UploadRate),
        TorrentField.Number("downloaded_ever", view => view.Row.Downloaded),
        TorrentField.Number("uploaded_ever", view => view.Row.Uploaded),
        TorrentField.Real("upload_ratio", view => RatioOf(view.Row)),
        TorrentField.Number("download_limit", view => SpeedLimit.ShownOf(view.Row.DownloadLimit)),
        TorrentField.Flag("download_limited", view => view.Row.DownloadLimit > 0),
        TorrentField.Number("upload_limit", view => SpeedLimit.ShownOf(view.Row.UploadLimit)),
        TorrentField.Flag("upload_limited", view => view.Row.UploadLimit > 0),
        TorrentField.Fixed("honors_session_limits", true),
        TorrentField.Fixed("bandwidth_priority", 0),
        TorrentField.Real("seed_ratio_limit", view => ShareView.RatioOf(view.Row.Share, view.Settings.Settings)),
        TorrentField.Number("seed_ratio_mode", view => ShareView.ModeOf(view.Row.Share.Ratio)),
        TorrentField.Number("seed_idle_limit", view =>
            ShareView.IdleMinutesOf(view.Row.Share, view.Settings.Settings)),
        TorrentField.Number("seed_idle_mode", view => ShareView.ModeOf(view.Row.Share.IdleTimeS)),
        TorrentField.Number("peer_limit", PeerLimitOf).As("peer-limit"),
        TorrentField.Number("max_connected_peers", PeerLimitOf),
        TorrentField.Flag("sequential_download", view => view.Row.Sequential),
        TorrentField.Fixed("sequential_download_from_piece", 0),
    ];

    private static double RatioOf(TorrentRow row)
    {
        if (row.Downloaded > 0 || row.DoneBytes > 0) return row.Ratio;
        return row.Uploaded > 0 ? Infinite : NotAvailable;
    }

    private static long PeerLimitOf(TorrentView view) => view.Row.Origin.MaxConnections > 0
        ? view.Row.Origin.MaxConnections
        : view.Settings.Settings.Number(NetworkSettings.MaxConnectionsPerTorrent);
}
