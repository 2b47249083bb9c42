using System.Text.Json.Serialization.Metadata;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>Changes of one torrent that need a body.</summary>
internal sealed class ChangeRoutes(TorrentService torrents)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "POST", "move", 202, Json.Strict.MoveRequest, (id, body) =>
            torrents.MoveAsync(id, body.Destination));
        Map(routes, "POST", "rename", 200, Json.Strict.RenameRequest, (id, body) =>
            torrents.RenameAsync(id, body.Name));
        Map(routes, "POST", "peers", 202, Json.Strict.PeersRequest, (id, body) =>
            Checked(body.Peers, "peers", () => torrents.AddPeersAsync(id, body.Peers)));
        Map(routes, "PUT", "limits", 200, Json.Strict.LimitsRequest, (id, body) =>
            torrents.SetLimitsAsync(
                id, body.DownloadLimitBytesPerSecond, body.UploadLimitBytesPerSecond, body.Sequential));
        Map(routes, "PUT", "tags", 200, Json.Strict.TagsRequest, (id, body) =>
            Checked(body.Tags, "tags", () => torrents.SetTagsAsync(id, body.Tags)));
        routes.Map("PUT", "/torrents/{id}/priorities", AccessRole.Control, PrioritiesAsync);
    }

    private static void Map<T>(
        IEndpointRouteBuilder routes,
        string method,
        string verb,
        int status,
        JsonTypeInfo<T> type,
        Func<string, T, Task<Result<TorrentRow>>> act)
        where T : class =>
        routes.Map(method, "/torrents/{id}/" + verb, AccessRole.Control, async context =>
        {
            Result<T> read = await context.ReadAsync(type);
            Result<TorrentRow> result = read.TryGet(out T? body, out AppError? error)
                ? await act(context.TorrentId(), body)
                : error;
            await context.WriteTorrentAsync(status, result);
        });

    private static async Task<Result<TorrentRow>> Checked(
        IReadOnlyList<string> items, string name, Func<Task<Result<TorrentRow>>> act) =>
        Items.Check(items, name) is { } wrong ? wrong : await act();

    private async Task PrioritiesAsync(HttpContext context)
    {
        Result<PrioritiesRequest> read = await context.ReadAsync(Json.Strict.PrioritiesRequest);
        AppError? error = read.Error ?? Items.Check(read.Value.Rules, "rules");
        if (error is not null)
        {
            await context.WriteProblemAsync(error);
            return;
        }

        IReadOnlyList<FileRule> rules = AddTranslation.ToRules(read.Value.Rules);
        await DetailRoutes.WriteFilesAsync(context, await torrents.SetPrioritiesAsync(context.TorrentId(), rules));
    }
}
