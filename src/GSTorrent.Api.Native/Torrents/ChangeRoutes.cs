using System.Text.Json.Serialization.Metadata;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>Changes of one torrent that need a body.</summary>
internal sealed class ChangeRoutes(TorrentService torrents, TorrentEditor editor, TorrentDetails details)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "POST", "move", 202, Json.Strict.MoveRequest, (id, body) =>
            torrents.MoveAsync(id, body.Destination));
        Map(routes, "POST", "rename", 200, Json.Strict.RenameRequest, (id, body) =>
            editor.ChangeAsync(id, new TorrentChange { Name = body.Name }));
        Map(routes, "POST", "peers", 202, Json.Strict.PeersRequest, (id, body) =>
            Checked(body.Peers, "peers", () => editor.ChangeAsync(
                id, new TorrentChange { AddedPeers = body.Peers })));
        Map(routes, "PUT", "limits", 200, Json.Strict.LimitsRequest, (id, body) =>
            editor.ChangeAsync(id, new TorrentChange
            {
                DownloadLimit = body.DownloadLimitBytesPerSecond,
                UploadLimit = body.UploadLimitBytesPerSecond,
                Sequential = body.Sequential,
            }));
        Map(routes, "PUT", "tags", 200, Json.Strict.TagsRequest, (id, body) =>
            Checked(body.Tags, "tags", () => editor.ChangeAsync(
                id, new TorrentChange { Tags = body.Tags })));
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

        string id = context.TorrentId();
        var change = new TorrentChange { Priorities = AddTranslation.ToRules(read.Value.Rules) };
        Result<TorrentRow> changed = await editor.ChangeAsync(id, change);
        await DetailRoutes.WriteFilesAsync(context, await FilesAsync(id, changed));
    }

    // Before a magnet link's metainfo is there the rules are kept for then, and there are no files to be shown.
    private async Task<Result<IReadOnlyList<FileSnapshot>>> FilesAsync(string id, Result<TorrentRow> changed)
    {
        if (!changed.TryGet(out TorrentRow? row, out AppError? error)) return error;
        return row.HasMetainfo ? await details.GetFilesAsync(id) : Array.Empty<FileSnapshot>();
    }
}
