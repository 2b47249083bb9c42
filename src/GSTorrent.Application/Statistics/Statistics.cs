using GSTorrent.Application.Access;
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
    private const string FilesAddedName = "files-added";
    private const string RunsName = "runs";
    private const string ActiveName = "active-seconds";
    private readonly Lock _gate = new();
    private readonly IReadOnlyDictionary<string, long> _earlier;
    private readonly TimeProvider _clock;
    private readonly long _begin;
    private StatisticsSnapshot _now = new();
    private StatisticsSnapshot? _stored;

    // What was moved in this run, by the category that the torrents had then: no more of them than were made.
    private readonly Dictionary<string, (long Downloaded, long Uploaded)> _byCategory = new(StringComparer.Ordinal);

    internal Statistics(LoadedState state, TimeProvider clock)
    {
        _earlier = state.Statistics;
        _clock = clock;
        _begin = clock.GetTimestamp();
    }

    /// <summary>All figures.</summary>
    public StatisticsSnapshot Current
    {
        get
        {
            long activeS = (long)_clock.GetElapsedTime(_begin).TotalSeconds;
            lock (_gate)
            {
                return _now with
                {
                    TotalDownloaded = Earlier(DownloadedName) + _now.SessionDownloaded,
                    TotalUploaded = Earlier(UploadedName) + _now.SessionUploaded,
                    TotalFilesAdded = Earlier(FilesAddedName) + _now.SessionFilesAdded,
                    Runs = Earlier(RunsName) + 1,
                    SessionActiveS = activeS,
                    TotalActiveS = Earlier(ActiveName) + activeS,
                };
            }
        }
    }

    /// <summary>
    /// The figures of the torrents that a caller sees: totals are of those that are there now, and files are not
    /// counted.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="torrents">All torrents.</param>
    public StatisticsSnapshot For(Caller caller, TorrentReadModel torrents)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(torrents);
        StatisticsSnapshot server = Current;
        if (caller.Category is null) return server;
        (long Downloaded, long Uploaded)[] moved;
        lock (_gate) moved = [.. _byCategory.Where(pair => caller.IsWithin(pair.Key)).Select(pair => pair.Value)];
        TorrentRow[] rows = [.. torrents.All().Changed.Where(caller.Sees)];
        int Count(TorrentRowState state) => rows.Count(row => row.State == state);
        return new StatisticsSnapshot
        {
            DownloadRate = rows.Sum(row => row.DownloadRate),
            UploadRate = rows.Sum(row => row.UploadRate),
            SessionDownloaded = moved.Sum(one => one.Downloaded),
            SessionUploaded = moved.Sum(one => one.Uploaded),
            TotalDownloaded = rows.Sum(row => row.Downloaded),
            TotalUploaded = rows.Sum(row => row.Uploaded),
            Torrents = rows.Length,
            Downloading = Count(TorrentRowState.Downloading),
            Seeding = Count(TorrentRowState.Seeding),
            Stopped = Count(TorrentRowState.Stopped) + Count(TorrentRowState.Failed),
            Peers = rows.Sum(row => row.ConnectedPeers),
            Runs = server.Runs,
            SessionActiveS = server.SessionActiveS,
            TotalActiveS = server.TotalActiveS,
        };
    }

    /// <summary>A new torrent's files are known.</summary>
    internal void FilesAdded(int count)
    {
        lock (_gate) _now = _now with { SessionFilesAdded = _now.SessionFilesAdded + count };
    }

    /// <summary>A row looks different; null before: the torrent is new here, null after: it is gone.</summary>
    internal void RowChanged(TorrentRow? before, TorrentRow? after)
    {
        lock (_gate)
        {
            // What a torrent brings along from earlier runs was counted then.
            bool goesOn = before is not null && after is not null;
            long downloaded = goesOn ? Math.Max(0, after!.Downloaded - before!.Downloaded) : 0;
            long uploaded = goesOn ? Math.Max(0, after!.Uploaded - before!.Uploaded) : 0;
            if (downloaded + uploaded > 0) Count(after!.Category, downloaded, uploaded);
            _now = _now with
            {
                DownloadRate = _now.DownloadRate + Grown(before, after, row => row.DownloadRate),
                UploadRate = _now.UploadRate + Grown(before, after, row => row.UploadRate),
                Torrents = _now.Torrents + (int)Grown(before, after, _ => 1),
                Peers = _now.Peers + (int)Grown(before, after, row => row.ConnectedPeers),
                Downloading = _now.Downloading + CountOf(before, after, TorrentRowState.Downloading),
                Seeding = _now.Seeding + CountOf(before, after, TorrentRowState.Seeding),
                Stopped = _now.Stopped + CountOf(before, after, TorrentRowState.Stopped)
                    + CountOf(before, after, TorrentRowState.Failed),
                SessionDownloaded = _now.SessionDownloaded + downloaded,
                SessionUploaded = _now.SessionUploaded + uploaded,
            };
        }
    }

    /// <summary>
    /// Stores the totals if they have grown, so that a server without work lets its disk rest. Null: they are durable.
    /// </summary>
    /// <param name="database">Where to.</param>
    /// <param name="isEnd">The run ends: its time counts, too.</param>
    internal async Task<AppError?> SaveAsync(StateDatabase database, bool isEnd = false)
    {
        StatisticsSnapshot now = Current;
        if (!isEnd && _stored is { } stored && now.SessionDownloaded == stored.SessionDownloaded
            && now.SessionUploaded == stored.SessionUploaded && now.SessionFilesAdded == stored.SessionFilesAdded)
            return null;
        var values = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [DownloadedName] = now.TotalDownloaded,
            [UploadedName] = now.TotalUploaded,
            [FilesAddedName] = now.TotalFilesAdded,
            [RunsName] = now.Runs,
            [ActiveName] = now.TotalActiveS,
        };
        AppError? error = await database.CommitAsync(StateChanges.SaveStatistics(values));
        if (error is null) _stored = now;
        return error;
    }

    private void Count(string category, long downloaded, long uploaded)
    {
        (long down, long up) = _byCategory.GetValueOrDefault(category);
        _byCategory[category] = (down + downloaded, up + uploaded);
    }

    private long Earlier(string name) => _earlier.GetValueOrDefault(name);

    private static long Grown(TorrentRow? before, TorrentRow? after, Func<TorrentRow, long> figure) =>
        (after is null ? 0 : figure(after)) - (before is null ? 0 : figure(before));

    private static int CountOf(TorrentRow? before, TorrentRow? after, TorrentRowState state) =>
        (int)Grown(before, after, row => row.State == state ? 1 : 0);
}
