using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>One action on many torrents: each one succeeds or fails by itself.</summary>
internal sealed class ActionRoutes(TorrentService torrents, EventJournal journal, TimeProvider clock)
{
    private const int MaxIds = 10_000;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.Map("POST", "/torrents/actions", AccessRole.Control, ActAsync, new RouteDoc(
            "actOnTorrents", "Does one action to many torrents; each succeeds or fails by itself.")
        {
            Takes = typeof(ActionRequest),
            Answers = typeof(IReadOnlyList<ActionResultDto>),
        });

    private async Task ActAsync(HttpContext context)
    {
        Result<ActionRequest> read = await context.ReadAsync(Json.Strict.ActionRequest);
        CallerTorrents seen = context.Torrents(torrents.ReadModel);
        AppError? error = read.Error ?? Check(read.Value);
        if (error is not null || !Choose(read.Value, seen).TryGet(out string[]? ids, out error))
        {
            await context.WriteProblemAsync(error);
            return;
        }

        context.Features.Set(NoteOf(read.Value.Action, ids, seen));
        ActionResultDto[] results = await Batches.RunAsync(ids, id => ActAsync(read.Value.Action, id, seen));
        await context.WriteAsync(200, results, ContractsJsonContext.Default.IReadOnlyListActionResultDto);
    }

    private static AppError? Check(ActionRequest request)
    {
        int ways = (request.Ids is null ? 0 : 1) + (request.Filter is null ? 0 : 1) + (request.All ? 1 : 0);
        if (ways != 1) return new AppError("bad-request", "Give one of 'ids', 'filter' and 'all': true.");
        if (request.Filter is { } filter && string.IsNullOrWhiteSpace(filter))
            return new AppError("bad-request", "'filter' is empty: say 'all': true if every torrent is meant.");
        return request.Ids?.Count > MaxIds
            ? new AppError("bad-request", $"'ids' has more than {MaxIds} items.")
            : Items.Check(request.Ids, "ids");
    }

    private Result<string[]> Choose(ActionRequest request, CallerTorrents seen)
    {
        if (request.Ids is { } ids) return ids.ToArray();
        if (!TorrentFilter.Parse(request.Filter).TryGet(out TorrentFilter? filter, out AppError? error)) return error;
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return seen.All().Changed.Where(row => filter.Matches(row, now)).Select(IdOf).ToArray();
    }

    private static AuditNote NoteOf(TorrentAction action, string[] ids, CallerTorrents seen)
    {
        TorrentRow? only = ids.Length == 1 && seen.Find(ids[0]).TryGet(out TorrentRow? row, out _) ? row : null;
        string what = only?.Name ?? $"{ids.Length} torrents";
        return new AuditNote($"{action} of {what}", InfoHash: only?.InfoHash);
    }

    private static string IdOf(TorrentRow row) => row.Number.ToString(CultureInfo.InvariantCulture);

    private async Task<ActionResultDto> ActAsync(TorrentAction action, string id, CallerTorrents seen)
    {
        long since = journal.Last;
        AppError? error = seen.Find(id).TryGet(out TorrentRow? row, out AppError? unseen)
            ? await ActAsync(action, IdOf(row))
            : unseen;
        bool isToBeTold = error is null && action == TorrentAction.RemoveWithData && !seen.IsNarrowed;
        return new ActionResultDto
        {
            Id = id,
            Problem = error is null ? null : ProblemKinds.Describe(error),
            InfoHash = isToBeTold ? row!.InfoHash.ToString() : null,
            JournalSince = isToBeTold ? since : null,
        };
    }

    private async Task<AppError?> ActAsync(TorrentAction action, string id) => action switch
    {
        TorrentAction.Start => (await torrents.StartAsync(id)).Error,
        TorrentAction.Stop => (await torrents.StopAsync(id)).Error,
        TorrentAction.Recheck => (await torrents.RecheckAsync(id)).Error,
        TorrentAction.Announce => (await torrents.AnnounceAsync(id)).Error,
        TorrentAction.Remove => await torrents.RemoveAsync(id, deleteData: false),
        TorrentAction.RemoveWithData => await torrents.RemoveAsync(id, deleteData: true),
        _ => new AppError("bad-request", "There is no such action."),
    };
}
