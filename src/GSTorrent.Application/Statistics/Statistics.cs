using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Application;

/// <summary>
/// Adds up what the rows of all torrents show, row by row as they change, so that telling costs nothing. Thread-safe.
/// </summary>
public sealed class Statistics
{
    private const string DownloadedName = "downloaded";
    private const string UploadedName = "uploaded";
    private readonly Lock _gate = new();
    private readonly long _earlierDownloaded;
    private readonly long _earlierUploaded;
    private StatisticsSnapshot _now = new();
    private (long Downloaded, long Uploaded) _stored;

    internal Statistics(LoadedState state)
    {
        _earlierDownloaded = state.Statistics.GetValueOrDefault(DownloadedName);
        _earlierUploaded = state.Statistics.GetValueOrDefault(UploadedName);
    }

    /// <summary>All figures.</summary>
    public StatisticsSnapshot Current
    {
        get
        {
            lock (_gate)
            {
                return _now with
                {
                    TotalDownloaded = _earlierDownloaded + _now.SessionDownloaded,
                    TotalUploaded = _earlierUploaded + _now.SessionUploaded,
                };
            }
        }
    }

    /// <summary>A row looks different; null before: the torrent is new here, null after: it is gone.</summary>
    internal void RowChanged(TorrentRow? before, TorrentRow? after)
    {
        lock (_gate)
        {
            // What a torrent brings along from earlier runs was counted then.
            bool goesOn = before is not null && after is not null;
            _now = _now with
            {
                DownloadRate = _now.DownloadRate + Grown(before, after, row => row.DownloadRate),
                UploadRate = _now.UploadRate + Grown(before, after, row => row.UploadRate),
                Torrents = _now.Torrents + (int)Grown(before, after, _ => 1),
                Peers = _now.Peers + (int)Grown(before, after, row => row.ConnectedPeers),
                Downloading = _now.Downloading + CountOf(before, after, TorrentRowState.Downloading),
                Seeding = _now.Seeding + CountOf(before, after, TorrentRowState.Seeding),
                SessionDownloaded = _now.SessionDownloaded
                    + (goesOn ? Math.Max(0, after!.Downloaded - before!.Downloaded) : 0),
                SessionUploaded = _now.SessionUploaded
                    + (goesOn ? Math.Max(0, after!.Uploaded - before!.Uploaded) : 0),
            };
        }
    }

    /// <summary>Stores the totals if they have grown. Null: they are durable.</summary>
    internal async Task<AppError?> SaveAsync(StateDatabase database)
    {
        StatisticsSnapshot now = Current;
        if ((now.SessionDownloaded, now.SessionUploaded) == _stored) return null;
        var values = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [DownloadedName] = now.TotalDownloaded,
            [UploadedName] = now.TotalUploaded,
        };
        AppError? error = await database.CommitAsync(StateChanges.SaveStatistics(values));
        if (error is null) _stored = (now.SessionDownloaded, now.SessionUploaded);
        return error;
    }

    private static long Grown(TorrentRow? before, TorrentRow? after, Func<TorrentRow, long> figure) =>
        (after is null ? 0 : figure(after)) - (before is null ? 0 : figure(before));

    private static int CountOf(TorrentRow? before, TorrentRow? after, TorrentRowState state) =>
        (int)Grown(before, after, row => row.State == state ? 1 : 0);
}
