using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Jobs;
using GSTorrent.Application.ReadModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Server;

/// <summary>Work that takes a while: checks and moves of torrents, and torrents that are made.</summary>
internal sealed class JobRoutes(CreationJobs creations, TorrentReadModel torrents)
{
    private static readonly AppError NotFound = new("job-not-found", "There is no such job, or it was forgotten.");

    private static readonly AppError NotYours =
        new("not-allowed", "Only those who see all torrents may make some of what lies on the disks.");

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/jobs", AccessRole.Read, ListAsync, new RouteDoc(
            "listJobs", "Lists the checks and moves that go on, and the creations of the last hour.")
        {
            Answers = typeof(IReadOnlyList<JobDto>),
        });
        routes.Map("POST", "/jobs/creations", AccessRole.Control, CreateAsync, new RouteDoc(
            "createTorrent", "Makes a .torrent file of content on the server.")
        {
            Takes = typeof(CreateJobRequest),
            Answers = typeof(JobDto),
            Statuses = [202],
        });
        routes.Map("GET", "/jobs/creations/{id}", AccessRole.Control, ShowAsync, new RouteDoc(
            "showCreation", "Tells how far a creation is.")
        {
            Answers = typeof(JobDto),
        });
        routes.Map("GET", "/jobs/creations/{id}/torrent-file", AccessRole.Control, FileAsync, new RouteDoc(
            "getCreatedFile", "Gives the .torrent file that was made.")
        {
            Answers = typeof(Stream),
            AnswerType = TorrentFileWriter.MediaType,
        });
        routes.Map("DELETE", "/jobs/creations/{id}", AccessRole.Control, RemoveAsync, new RouteDoc(
            "removeCreation", "Ends a creation, and forgets it.")
        {
            Statuses = [204],
        });
    }

    private Task ListAsync(HttpContext context)
    {
        IEnumerable<JobDto> made = SeesAll(context) ? creations.All.Select(JobTranslation.ToDto) : [];
        IEnumerable<JobDto> running =
            context.Torrents(torrents).All().Changed.Select(JobTranslation.ToJob).OfType<JobDto>();
        return context.WriteAsync(
            200, running.Concat(made).ToArray(), ContractsJsonContext.Default.IReadOnlyListJobDto);
    }

    private async Task CreateAsync(HttpContext context)
    {
        Result<CreateJobRequest> read = await context.ReadAsync(Json.Strict.CreateJobRequest);
        Result<CreationJob> job = !SeesAll(context) ? NotYours
            : read.TryGet(out CreateJobRequest? request, out AppError? error)
                && JobTranslation.ToOrder(request).TryGet(out CreationOrder? order, out error) ? creations.Add(order)
            : error;
        await context.WriteAsync(202, job, JobTranslation.ToDto, ContractsJsonContext.Default.JobDto);
    }

    private Task ShowAsync(HttpContext context) =>
        context.WriteAsync(200, Find(context), JobTranslation.ToDto, ContractsJsonContext.Default.JobDto);

    private Task FileAsync(HttpContext context)
    {
        if (!Find(context).TryGet(out CreationJob? job, out AppError? error)) return context.WriteProblemAsync(error);
        return job.State switch
        {
            JobState.Done => TorrentFileWriter.WriteAsync(context, job.TorrentFile),
            JobState.Failed => context.WriteProblemAsync(new AppError("creation-failed", job.Error ?? "It failed.")),
            _ => context.WriteProblemAsync(new AppError("job-unfinished", "The torrent is still being made.")),
        };
    }

    private Task RemoveAsync(HttpContext context)
    {
        bool removed = SeesAll(context) && creations.Remove(context.RouteText("id"));
        return context.WriteDoneAsync(204, removed ? null : NotFound);
    }

    private Result<CreationJob> Find(HttpContext context) =>
        SeesAll(context) && creations.Find(context.RouteText("id")) is { } job ? job : NotFound;

    private static bool SeesAll(HttpContext context) => context.Caller().Category is null;
}
