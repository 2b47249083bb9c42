using GSTorrent.Application.Persistence;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Puts together what is shown of a torrent: what people decided, and what the engine tells.</summary>
internal static class RowMaker
{
    /// <param name="record">What people decided.</param>
    /// <param name="snapshot">What the engine tells; null while it does not have the torrent.</param>
    /// <param name="metainfo">Null if it is not known.</param>
    /// <param name="trouble">Why the engine cannot have it; null if it can.</param>
    /// <param name="origin">What seldom changes.</param>
    /// <param name="tracker">The one that answered last, else the first one.</param>
    public static TorrentRow Make(
        TorrentRecord record, TorrentSnapshot? snapshot, Metainfo? metainfo, string? trouble, TorrentOrigin origin,
        (string? Url, string Host) tracker)
    {
        TorrentRow row = new()
        {
            Number = record.Number,
            InfoHash = record.InfoHash,
            Name = record.Name,
            ContentName = metainfo is null ? record.Name : ContentPlace.NameOf(metainfo, record.Wishes.Paths),
            AddedUnixMs = record.AddedUnixMs,
            FinishedUnixMs = record.FinishedUnixMs,
            Destination = record.Destination,
            DownloadLimit = record.DownloadLimit,
            UploadLimit = record.UploadLimit,
            Sequential = record.Sequential,
            Tags = record.Tags,
            Category = record.Wishes.Category ?? "",
            QueueOrder = QueueOrdering.OrderOf(record),
            Forced = record.Wishes.Forced,
            FirstLastFirst = record.Wishes.FirstLastFirst,
            SuperSeeding = record.Wishes.SuperSeeding,
            Share = record.Wishes.Share ?? ShareLimits.AsSettings,
            PieceLength = metainfo?.Geometry.PieceLength ?? 0,
            PieceCount = metainfo?.Geometry.PieceCount ?? 0,
            HasMetainfo = metainfo is not null,
            IsPrivate = metainfo?.IsPrivate ?? false,
            TotalBytes = metainfo?.Geometry.TotalLength ?? 0,
            Origin = origin,
            TrackerHost = tracker.Host,
            TrackerUrl = tracker.Url,
        };
        return snapshot is null ? WithoutEngine(row, record, trouble) : WithEngine(row, record, snapshot);
    }

    /// <summary>What the engine will tell once it has started or stopped the torrent.</summary>
    public static TorrentSnapshot Expect(TorrentSnapshot now, bool running)
    {
        if (now.State is TorrentState.Checking or TorrentState.Moving) return now;
        if (!running) return now with { State = TorrentState.Stopped, Error = null };
        if (now.State is not (TorrentState.Stopped or TorrentState.Failed)) return now;
        TorrentState next = now.HasFinished ? TorrentState.Seeding : TorrentState.Downloading;
        return now with { State = now.HasMetainfo ? next : TorrentState.FetchingMetadata, Error = null };
    }

    /// <summary>The record with what the snapshot adds to it; the same object if that is nothing.</summary>
    public static TorrentRecord Note(TorrentRecord record, TorrentSnapshot snapshot, TimeProvider clock)
    {
        bool isSettled = snapshot.State is not (TorrentState.Checking or TorrentState.Moving);
        string? error = isSettled ? snapshot.Error : record.Error;
        bool hasFinished = snapshot is { HasFinished: true, State: TorrentState.Seeding };
        long? finished = record.FinishedUnixMs
            ?? (hasFinished ? clock.GetUtcNow().ToUnixTimeMilliseconds() : null);
        bool isSame = string.Equals(error, record.Error, StringComparison.Ordinal)
            && finished == record.FinishedUnixMs;
        return isSame ? record : record with { Error = error, FinishedUnixMs = finished };
    }

    private static TorrentRow WithEngine(TorrentRow row, TorrentRecord record, TorrentSnapshot snapshot) => row with
    {
        State = StateOf(record, snapshot.State),
        IsQueuedForCheck = snapshot is { IsQueuedForCheck: true, State: TorrentState.Checking },
        Error = snapshot.Error,
        Progress = ProgressOf(snapshot),
        WantedBytes = snapshot.WantedBytes,
        DoneBytes = snapshot.WantedDoneBytes,
        DownloadRate = snapshot.DownloadRate,
        UploadRate = snapshot.UploadRate,
        Downloaded = snapshot.Downloaded,
        Uploaded = snapshot.Uploaded,
        ConnectedPeers = snapshot.ConnectedPeers,
        ConnectedSeeds = snapshot.ConnectedSeeds,
        SwarmSeeds = snapshot.SwarmSeeds,
        SwarmLeechers = snapshot.SwarmLeechers,
        HasFinished = snapshot.HasFinished,
        PiecesDone = snapshot.PiecesDone,
        VerifiedBytes = snapshot.DoneBytes,
        Wasted = snapshot.Wasted,
        CorruptBytes = snapshot.CorruptBytes,
        PeersSending = snapshot.PeersSending,
        PeersReceiving = snapshot.PeersReceiving,
        Availability = Math.Round(snapshot.Availability, 3),
        LastActivityUnixMs = snapshot.LastActivityUnixMs,
    };

    private static TorrentRow WithoutEngine(TorrentRow row, TorrentRecord record, string? trouble)
    {
        string? error = trouble ?? (record.Destination.Length == 0 ? record.Error : null);
        if (error is not null) return row with { State = TorrentRowState.Failed, Error = error };
        TorrentRowState running = row.HasMetainfo ? TorrentRowState.Downloading : TorrentRowState.FetchingMetadata;
        return row with { State = record.Running ? running : TorrentRowState.Stopped };
    }

    private static double ProgressOf(TorrentSnapshot snapshot)
    {
        if (snapshot.State is TorrentState.Checking or TorrentState.Moving) return snapshot.JobProgress;
        if (snapshot.WantedBytes > 0) return (double)snapshot.WantedDoneBytes / snapshot.WantedBytes;
        return snapshot.HasMetainfo ? 1 : 0;
    }

    // A move is told of from when it is on record until its end is.
    private static TorrentRowState StateOf(TorrentRecord record, TorrentState state) => state switch
    {
        TorrentState.Checking or TorrentState.Failed => StateOf(state),
        _ when record.Wishes.Move is not null => TorrentRowState.Moving,
        TorrentState.Stopped when record.Running => TorrentRowState.Queued,
        _ => StateOf(state),
    };

    private static TorrentRowState StateOf(TorrentState state) => state switch
    {
        TorrentState.FetchingMetadata => TorrentRowState.FetchingMetadata,
        TorrentState.Checking => TorrentRowState.Checking,
        TorrentState.Downloading => TorrentRowState.Downloading,
        TorrentState.Seeding => TorrentRowState.Seeding,
        TorrentState.Moving => TorrentRowState.Moving,
        TorrentState.Failed => TorrentRowState.Failed,
        _ => TorrentRowState.Stopped,
    };
}
