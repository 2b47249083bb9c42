using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>The list of torrents and what is done to one of them.</summary>
internal sealed class TorrentRoutes(TorrentService torrents)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/torrents", AccessRole.Read, ListAsync);
        routes.Map("POST", "/torrents", AccessRole.Control, AddAsync);
        routes.Map("GET", "/torrents/{id}", AccessRole.Read, ShowAsync);
        routes.Map("DELETE", "/torrents/{id}", AccessRole.Control, RemoveAsync);
        MapSimple(routes, "start", 200, torrents.StartAsync);
        MapSimple(routes, "stop", 200, torrents.StopAsync);
        MapSimple(routes, "recheck", 202, torrents.RecheckAsync);
        MapSimple(routes, "announce", 202, torrents.AnnounceAsync);
    }

    private static void MapSimple(
        IEndpointRouteBuilder routes, string verb, int status, Func<string, Task<Result<TorrentRow>>> act) =>
        routes.Map("POST", "/torrents/{id}/" + verb, AccessRole.Control, async context =>
            await context.WriteTorrentAsync(status, await act(context.TorrentId())));

    private Task ListAsync(HttpContext context)
    {
        TorrentDelta all = context.Torrents(torrents.ReadModel).All();
        var list = new TorrentListDto
        {
            Revision = all.Revision,
            Torrents = new TranslatedList<TorrentRow, TorrentDto>(all.Changed, TorrentTranslation.ToDto),
        };
        return context.WriteAsync(200, list, ContractsJsonContext.Default.TorrentListDto);
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

        await context.WriteTorrentAsync(added.IsNew ? 201 : 200, added.Torrent);
    }

    // What a caller who is narrowed to a category adds goes into that one; a torrent that is there already, in another
    // one, is neither shown nor changed.
    private async Task<Result<AddedTorrent>> AddAsync(
        AddTorrentCommand command, Caller caller, CancellationToken cancellation)
    {
        if (caller.Category is null) return await torrents.AddAsync(command, cancellation);
        string category = command.Category?.Trim() is { Length: > 0 } named ? named : caller.Category;
        if (!caller.IsWithin(category))
            return new AppError("not-allowed", $"You may add torrents to the category {caller.Category} only.");
        Result<AddedTorrent> result = await torrents.AddAsync(command with { Category = category }, cancellation);
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
