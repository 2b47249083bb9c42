using System.Text.Json.Serialization.Metadata;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
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
    private static readonly RouteDoc Moves =
        new("moveTorrent", "Moves the content to another destination.") { Statuses = [202] };

    private static readonly RouteDoc Renames =
        new("renameTorrent", "Gives a torrent another name; its files keep theirs.");

    private static readonly RouteDoc RenamesPath =
        new("renamePath", "Renames a file or folder of the content, on the disk too.");

    private static readonly RouteDoc AddsPeers =
        new("addPeers", "Tells a torrent of peers to connect to.") { Statuses = [202] };

    private static readonly RouteDoc SetsLimits = new("setLimits", "Limits the rates of a torrent.");

    private static readonly RouteDoc SetsTags = new("setTags", "Gives a torrent these tags instead of its own.");

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "POST", "move", Moves, Json.Strict.MoveRequest, (id, body) =>
            torrents.MoveAsync(id, body.Destination));
        Map(routes, "POST", "rename", Renames, Json.Strict.RenameRequest, (id, body) =>
            editor.ChangeAsync(id, new TorrentChange { Name = body.Name }));
        Map(routes, "POST", "files/rename", RenamesPath, Json.Strict.RenamePathRequest, (id, body) =>
            torrents.RenamePathAsync(id, body.From, body.To));
        Map(routes, "POST", "peers", AddsPeers, Json.Strict.PeersRequest, (id, body) =>
            Checked(body.Peers, "peers", () => editor.ChangeAsync(
                id, new TorrentChange { AddedPeers = body.Peers })));
        Map(routes, "PUT", "limits", SetsLimits, Json.Strict.LimitsRequest, (id, body) =>
            editor.ChangeAsync(id, new TorrentChange
            {
                DownloadLimit = body.DownloadLimitBytesPerSecond,
                UploadLimit = body.UploadLimitBytesPerSecond,
                Sequential = body.Sequential,
            }));
        Map(routes, "PUT", "tags", SetsTags, Json.Strict.TagsRequest, (id, body) =>
            Checked(body.Tags, "tags", () => editor.ChangeAsync(
                id, new TorrentChange { Tags = body.Tags })));
        routes.Map("PUT", "/torrents/{id}/priorities", AccessRole.Control, PrioritiesAsync, new RouteDoc(
            "setPriorities", "Chooses which files to fetch, and which first.")
        {
            Takes = typeof(PrioritiesRequest),
            Answers = typeof(IReadOnlyList<FileDto>),
        });
    }

    private static void Map<T>(
        IEndpointRouteBuilder routes,
        string method,
        string verb,
        RouteDoc doc,
        JsonTypeInfo<T> type,
        Func<string, T, Task<Result<TorrentRow>>> act)
        where T : class
    {
        doc = doc with { Takes = typeof(T), Answers = typeof(TorrentDto) };
        routes.Map(method, "/torrents/{id}/" + verb, AccessRole.Control, ChangeAsync, doc);

        async Task ChangeAsync(HttpContext context)
        {
            Result<T> read = await context.ReadAsync(type);
            Result<TorrentRow> result = read.TryGet(out T? body, out AppError? error)
                ? await act(context.TorrentId(), body)
                : error;
            await context.WriteTorrentAsync(doc.Statuses[0], result);
        }
    }

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
