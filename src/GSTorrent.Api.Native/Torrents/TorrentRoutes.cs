using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>The list of torrents and what is done to one of them.</summary>
internal sealed class TorrentRoutes(TorrentService torrents, TorrentEditor editor, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/torrents", AccessRole.Read, ListAsync, new RouteDoc(
            "listTorrents", "Lists torrents, filtered, sorted and by pages.")
        {
            Answers = typeof(TorrentListDto),
            Query = TorrentQuery.Parameters,
        });
        routes.Map("POST", "/torrents", AccessRole.Control, AddAsync, new RouteDoc(
            "addTorrent", "Adds a torrent (201), or answers with the one that is there (200).")
        {
            Takes = typeof(AddTorrentRequest),
            Answers = typeof(TorrentDto),
            Statuses = [201, 200],
        });
        routes.Map("GET", "/torrents/{id}", AccessRole.Read, ShowAsync, new RouteDoc(
            "showTorrent", "Tells the row of one torrent.")
        {
            Answers = typeof(TorrentDto),
        });
        routes.Map("PATCH", "/torrents/{id}", AccessRole.Control, ChangeAsync, new RouteDoc(
            "changeTorrent", "Changes a torrent: all that is named or, if one part is wrong, nothing.")
        {
            Takes = typeof(ChangeTorrentRequest),
            Answers = typeof(TorrentDto),
        });
        routes.Map("POST", "/queue/moves", AccessRole.Control, MoveInQueueAsync, new RouteDoc(
            "moveInQueue", "Moves torrents within the queue, keeping their order.")
        {
            Takes = typeof(QueueMoveRequest),
            Statuses = [204],
        });
        routes.Map("DELETE", "/torrents/{id}", AccessRole.Control, RemoveAsync, new RouteDoc(
            "removeTorrent", "Removes a torrent, with its content if that is said.")
        {
            Statuses = [204],
            Query = [new QueryDoc("data", "boolean", "Delete its content too? Absent: no.")],
        });
        MapSimple(routes, "start", "Lets a torrent run.", 200, torrents.StartAsync);
        MapSimple(routes, "stop", "Stops a torrent.", 200, torrents.StopAsync);
        MapSimple(routes, "recheck", "Compares all content with its hashes.", 202, torrents.RecheckAsync);
        MapSimple(routes, "announce", "Asks all trackers for peers now.", 202, torrents.AnnounceAsync);
    }

    private static void MapSimple(
        IEndpointRouteBuilder routes,
        string verb,
        string summary,
        int status,
        Func<string, Task<Result<TorrentRow>>> act)
    {
        var doc = new RouteDoc(verb + "Torrent", summary) { Answers = typeof(TorrentDto), Statuses = [status] };
        routes.Map("POST", "/torrents/{id}/" + verb, AccessRole.Control, ActAsync, doc);

        async Task ActAsync(HttpContext context) =>
            await context.WriteTorrentAsync(status, await act(context.TorrentId()));
    }

    private Task ListAsync(HttpContext context)
    {
        if (!TorrentQuery.Read(context).TryGet(out TorrentQuery? query, out AppError? error))
            return context.WriteProblemAsync(error);
        TorrentDelta all = context.Torrents(torrents.ReadModel).All();
        List<TorrentRow> rows = query.Choose(all.Changed, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return TorrentListWriter.WriteAsync(context, all.Revision, rows, query);
    }

    private Task ShowAsync(HttpContext context) =>
        context.WriteTorrentAsync(200, torrents.Find(context.TorrentId()));

    private async Task AddAsync(HttpContext context)
    {
        Result<AddTorrentRequest> read = await context.ReadAsync(Json.Strict.AddTorrentRequest);
        if (!read.TryGet(out AddTorrentRequest? request, out AppError? error)
            || !AddTranslation.ToCommand(request).TryGet(out AddTorrentCommand? command, out error))
        {
            await context.WriteProblemAsync(error);
            return;
        }

        Result<AddedTorrent> result = await AddAsync(command, context.Caller(), context.RequestAborted);
        if (!result.TryGet(out AddedTorrent? added, out error))
        {
            await context.WriteProblemAsync(error);
            return;
        }

        context.Features.Set(new AuditNote($"{added.Torrent.Name} was added", InfoHash: added.Torrent.InfoHash));
        if (added.IsNew)
        {
            context.Response.Headers.Location =
                $"{context.Request.PathBase}{NativeApi.Root}/torrents/{added.Torrent.Number}";
        }

        await context.WriteTorrentAsync(
            added.IsNew ? 201 : 200, added.Torrent, AddTranslation.OutcomeOf(request, added));
    }

    private async Task ChangeAsync(HttpContext context)
    {
        Result<ChangeTorrentRequest> read = await context.ReadAsync(Json.Strict.ChangeTorrentRequest);
        if (!read.TryGet(out ChangeTorrentRequest? request, out AppError? error)
            || !ChangeTranslation.ToChange(request).TryGet(out TorrentChange? change, out error))
        {
            await context.WriteProblemAsync(error);
            return;
        }

        if (change.Category is { } category && !context.Caller().IsWithin(category))
        {
            await context.WriteProblemAsync(new AppError("not-allowed", "This category is not yours."));
            return;
        }

        string id = context.TorrentId();
        Result<TorrentRow> result = await editor.ChangeAsync(id, change);
        if (result.Error is null && request.QueuePlace is { } place) result = await editor.MoveInQueueAsync(id, place);
        await context.WriteTorrentAsync(200, result);
    }

    private async Task MoveInQueueAsync(HttpContext context)
    {
        Result<QueueMoveRequest> read = await context.ReadAsync(Json.Strict.QueueMoveRequest);
        AppError? error = read.TryGet(out QueueMoveRequest? request, out AppError? wrong)
            ? await editor.MoveInQueueAsync(Seen(context, request.Ids), ToMove(request.Direction))
            : wrong;
        await context.WriteDoneAsync(204, error);
    }

    private HashSet<int> Seen(HttpContext context, IReadOnlyList<int> ids)
    {
        Caller caller = context.Caller();
        return [.. ids.Where(id => torrents.ReadModel.TryGet(id, out TorrentRow? row) && caller.Sees(row))];
    }

    private static QueueMove ToMove(QueueDirection direction) => direction switch
    {
        QueueDirection.Top => QueueMove.Top,
        QueueDirection.Up => QueueMove.Up,
        QueueDirection.Down => QueueMove.Down,
        _ => QueueMove.Bottom,
    };

    // What a caller who is narrowed to a category adds goes into that one; a torrent that is there already, in another
    // one, is neither shown nor changed.
    private async Task<Result<AddedTorrent>> AddAsync(
        AddTorrentCommand command, Caller caller, CancellationToken cancellation)
    {
        command = command with { Owner = caller.Owner };
        if (caller.Category is null) return await torrents.AddAsync(command, cancellation);
        string category = command.Category?.Trim() is { Length: > 0 } named ? named : caller.Category;
        if (!caller.IsWithin(category))
            return new AppError("not-allowed", $"You may add torrents to the category {caller.Category} only.");

        // Its word for content that it may not see is not enough.
        command = command with { Category = category, IsComplete = false };
        Result<AddedTorrent> result = await torrents.AddAsync(command, cancellation);
        return result.Error is null && !caller.Sees(result.Value.Torrent)
            ? new AppError("torrent-exists", "This torrent is in another category already.")
            : result;
    }

    private async Task RemoveAsync(HttpContext context)
    {
        AppError? error = Query.TryReadFlag(context, "data", out bool deleteData)
            ?? await torrents.RemoveAsync(context.TorrentId(), deleteData);
        await context.WriteDoneAsync(204, error);
    }
}
