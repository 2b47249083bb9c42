using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Fields that tell what a torrent is doing and how far it is.</summary>
internal static class StateFields
{
    private const long Unknown = -2, None = -1;
    private const int LocalError = 3;

    public static IReadOnlyList<TorrentField> All { get; } =
    [
        TorrentField.Number("status", view => StatusOf(view.Row)),
        TorrentField.Number("error", view => view.Row.Error is null ? 0 : LocalError),
        TorrentField.Text("error_string", view => view.Row.Error ?? ""),
        TorrentField.Flag("is_finished", ShareView.IsFinished),
        TorrentField.Flag("is_stalled", IsStalled),
        TorrentField.Number("queue_position", view => view.QueuePosition, FieldNeeds.Queue),
        TorrentField.Real("recheck_progress", view =>
            view.Row.State == TorrentRowState.Checking ? view.Row.Progress : 0),
        TorrentField.Number("eta", EtaOf),
        TorrentField.Number("eta_idle", ShareView.IdleEtaS),
        TorrentField.Number("seconds_downloading", view => SecondsDownloading(view)),
        TorrentField.Number("seconds_seeding", view => view.Row.SeedingMsAt(view.Settings.NowUnixMs) / 1000),
        TorrentField.Real("percent_done", view => ShareOf(view.Row.DoneBytes, view.Row.WantedBytes, view.Row)),
        TorrentField.Real("percent_complete", view => ShareOf(view.Row.VerifiedBytes, view.Row.TotalBytes, view.Row)),
        TorrentField.Real("metadata_percent_complete", view => view.Row.HasMetainfo ? 1 : 0),
        TorrentField.Number("size_when_done", view => view.Row.WantedBytes),
        TorrentField.Number("left_until_done", view => view.Row.WantedBytes - view.Row.DoneBytes),
        TorrentField.Number("desired_available", DesiredAvailable, FieldNeeds.Pieces),
        TorrentField.Number("have_valid", view => view.Row.VerifiedBytes),
        TorrentField.Fixed("have_unchecked", 0),
        TorrentField.Number("corrupt_ever", view => view.Row.CorruptBytes),
    ];

    /// <summary>
    /// 0 stopped, 1 waits for a check, 2 checks, 3 waits to download, 4 downloads, 5 waits to seed, 6 seeds. A move
    /// shows what the torrent does before and after it.
    /// </summary>
    public static int StatusOf(TorrentRow row) => row.State switch
    {
        TorrentRowState.Checking => row.IsQueuedForCheck ? 1 : 2,
        TorrentRowState.Queued => row.HasFinished ? 5 : 3,
        TorrentRowState.FetchingMetadata or TorrentRowState.Downloading => 4,
        TorrentRowState.Seeding => 6,
        TorrentRowState.Moving => row.HasFinished ? 6 : 4,
        _ => 0,
    };

    private static double ShareOf(long done, long all, TorrentRow row) => all > 0
        ? (double)done / all
        : row.HasMetainfo ? 1 : 0;

    private static long SecondsDownloading(TorrentView view)
    {
        long now = view.Settings.NowUnixMs;
        return Math.Max(0, view.Row.ActiveMsAt(now) - view.Row.SeedingMsAt(now)) / 1000;
    }

    private static bool IsStalled(TorrentView view)
    {
        TorrentRow row = view.Row;
        SettingsSnapshot settings = view.Settings.Settings;
        bool isActive = row.State is TorrentRowState.Downloading or TorrentRowState.Seeding;
        if (!isActive || row.ActiveSinceUnixMs is null || !settings.IsOn(QueueSettings.ExemptSlow))
            return false;
        long idleMs = row.IdleMsAt(view.Settings.NowUnixMs);
        return row.DownloadRate + row.UploadRate == 0 && idleMs >= settings.Number(QueueSettings.SlowAfter);
    }

    // While it downloads: until all is there. While it seeds: until its ratio is reached.
    private static long EtaOf(TorrentView view)
    {
        TorrentRow row = view.Row;
        switch (row.State)
        {
            case TorrentRowState.Downloading:
                return row.EtaS ?? Unknown;
            case TorrentRowState.FetchingMetadata:
                return Unknown;
            case TorrentRowState.Seeding
                when ShareView.RatioLimit(row.Share, view.Settings.Settings) is { } limit:
                if (row.UploadRate == 0) return Unknown;
                double left = (limit * Math.Max(row.Downloaded, row.DoneBytes)) - row.Uploaded;
                return (long)Math.Clamp(left / row.UploadRate, 0, int.MaxValue);
            default:
                return None;
        }
    }

    // Seeds have all of it; else it is what connected peers have of it.
    private static long DesiredAvailable(TorrentView view)
    {
        TorrentRow row = view.Row;
        long left = row.WantedBytes - row.DoneBytes;
        if (left == 0 || row.ConnectedSeeds > 0) return left;
        if (view.Pieces is not { Availability.Count: > 0 } pieces) return 0;
        long there = 0;
        for (int piece = 0; piece < pieces.PieceCount; piece++)
        {
            if (pieces.Availability[piece] > 0 && !PieceFields.Has(pieces, piece)) there += pieces.PieceLength;
        }

        return Math.Min(left, there);
    }
}
