using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
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
        IEnumerable<string> ids = read.Value.All ? AllIds() : read.Value.Ids!;
        ActionResultDto[] results = await Task.WhenAll([.. ids.Select(id => ActAsync(read.Value.Action, id))]);
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

    private IEnumerable<string> AllIds() =>
        torrents.ReadModel.All().Changed.Select(row => row.Number.ToString(CultureInfo.InvariantCulture));

    private async Task<ActionResultDto> ActAsync(TorrentAction action, string id)
    {
        AppError? error = action switch
        {
            TorrentAction.Start => (await torrents.StartAsync(id)).Error,
            TorrentAction.Stop => (await torrents.StopAsync(id)).Error,
            TorrentAction.Recheck => (await torrents.RecheckAsync(id)).Error,
            TorrentAction.Announce => (await torrents.AnnounceAsync(id)).Error,
            TorrentAction.Remove => await torrents.RemoveAsync(id, deleteData: false),
            TorrentAction.RemoveWithData => await torrents.RemoveAsync(id, deleteData: true),
            _ => new AppError("bad-request", "There is no such action."),
        };
        return new ActionResultDto { Id = id, Problem = error is null ? null : ProblemKinds.Describe(error) };
    }
}
