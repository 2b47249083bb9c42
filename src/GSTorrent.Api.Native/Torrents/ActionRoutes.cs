using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>One action on many torrents: each one succeeds or fails by itself.</summary>
internal sealed class ActionRoutes(TorrentService torrents)
{
    private const int MaxIds = 10_000;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.Map("POST", "/torrents/actions", AccessRole.Control, ActAsync);

    private async Task ActAsync(HttpContext context)
    {
        Result<ActionRequest> read = await context.ReadAsync(Json.Strict.ActionRequest);
        AppError? error = read.Error ?? Check(read.Value);
        if (error is not null)
        {
            await context.WriteProblemAsync(error);
            return;
        }

        // All at once, so that their changes share transactions.
        CallerTorrents seen = context.Torrents(torrents.ReadModel);
        IReadOnlyList<string> ids = read.Value.All ? [.. seen.All().Changed.Select(IdOf)] : read.Value.Ids!;
        context.Features.Set(NoteOf(read.Value.Action, ids, seen));
        ActionResultDto[] results = await Task.WhenAll([.. ids.Select(id => ActAsync(read.Value.Action, id, seen))]);
        await context.WriteAsync(200, results, ContractsJsonContext.Default.IReadOnlyListActionResultDto);
    }

    private static AppError? Check(ActionRequest request)
    {
        if (request.All == request.Ids is not null)
            return new AppError("bad-request", "Give either 'ids' or 'all': true.");
        return request.Ids?.Count > MaxIds
            ? new AppError("bad-request", $"'ids' has more than {MaxIds} items.")
            : Items.Check(request.Ids, "ids");
    }

    private static AuditNote NoteOf(TorrentAction action, IReadOnlyList<string> ids, CallerTorrents seen)
    {
        TorrentRow? only = ids.Count == 1 && seen.Find(ids[0]).TryGet(out TorrentRow? row, out _) ? row : null;
        string what = only?.Name ?? $"{ids.Count} torrents";
        return new AuditNote($"{action} of {what}", InfoHash: only?.InfoHash);
    }

    private static string IdOf(TorrentRow row) => row.Number.ToString(CultureInfo.InvariantCulture);

    private async Task<ActionResultDto> ActAsync(TorrentAction action, string id, CallerTorrents seen)
    {
        AppError? error = seen.Find(id).TryGet(out TorrentRow? row, out AppError? unseen)
            ? await ActAsync(action, IdOf(row))
            : unseen;
        return new ActionResultDto { Id = id, Problem = error is null ? null : ProblemKinds.Describe(error) };
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
