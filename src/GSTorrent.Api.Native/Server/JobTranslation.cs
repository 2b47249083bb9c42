using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Torrents;
using GSTorrent.Application;
using GSTorrent.Application.Jobs;
using GSTorrent.Application.ReadModel;
using GSTorrent.MetainfoFormat;
using GSTorrent.Storage;

namespace GSTorrent.Api.Native.Server;

/// <summary>Between the contracts of jobs and the application's words.</summary>
internal static class JobTranslation
{
    public static Result<CreationOrder> ToOrder(CreateJobRequest request)
    {
        if ((Items.Check(request.Trackers, "trackers") ?? Items.Check(request.WebSeeds, "webSeeds")) is { } wrong)
            return wrong;
        if (request.PieceLengthBytes is { } length && !PieceLengthReader.IsAllowed(length))
        {
            return new AppError(
                "bad-request",
                $"'pieceLengthBytes' must be a power of two from 16384 to {MetainfoLimits.MaxPieceLength}.");
        }

        return new CreationOrder
        {
            ContentPath = request.ContentPath,
            OutputPath = request.OutputPath,
            Version = request.Version switch
            {
                MetainfoVersion.V2 => TorrentVersion.V2,
                MetainfoVersion.Hybrid => TorrentVersion.Hybrid,
                _ => TorrentVersion.V1,
            },
            PieceLength = request.PieceLengthBytes,
            IsPrivate = request.Private,
            Comment = request.Comment ?? "",
            Source = request.Source ?? "",
            Trackers = request.Trackers ?? [],
            WebSeeds = request.WebSeeds ?? [],
            StartsSeeding = request.StartSeeding,
        };
    }

    public static JobDto ToDto(CreationJob job) => new()
    {
        Id = job.Id,
        Kind = JobKind.Create,
        Status = job.State switch
        {
            JobState.Running => JobStatus.Running,
            JobState.Done => JobStatus.Done,
            JobState.Failed => JobStatus.Failed,
            _ => JobStatus.Waiting,
        },
        Progress = job.Progress,
        Subject = job.Order.ContentPath,
        Error = job.Error,
        AddedUnixMs = job.AddedUnixMs,
        EndedUnixMs = job.EndedUnixMs,
    };

    /// <summary>The check or move that a torrent is at; null: it is at none.</summary>
    public static JobDto? ToJob(TorrentRow row)
    {
        JobKind? kind = row.State switch
        {
            TorrentRowState.Checking => JobKind.Check,
            TorrentRowState.Moving => JobKind.Move,
            _ => null,
        };
        return kind is null ? null : new JobDto
        {
            Id = $"{kind.ToString()!.ToLowerInvariant()}-{row.Number}",
            Kind = kind.Value,
            Status = row.IsQueuedForCheck ? JobStatus.Waiting : JobStatus.Running,
            Progress = row.Progress,
            TorrentId = row.Number,
            Subject = row.Name,
        };
    }
}
