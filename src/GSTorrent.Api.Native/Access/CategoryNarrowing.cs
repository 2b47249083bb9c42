using System.Globalization;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Access;

/// <summary>
/// Looks at every route that names a torrent, before its handler does: one that the caller does not see is not there.
/// It is a convention of the whole group, so no route can be without it.
/// </summary>
internal static class CategoryNarrowing
{
    private const string Pattern = "/torrents/{id}";

    public static void Apply(RouteGroupBuilder group, TorrentReadModel torrents) =>
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            if (endpoint is not RouteEndpointBuilder route || endpoint.RequestDelegate is not { } handler) return;
            if (!route.RoutePattern.RawText!.Contains(Pattern, StringComparison.Ordinal)) return;
            endpoint.RequestDelegate = context => CallAsync(context, torrents, handler);
        });

    private static Task CallAsync(HttpContext context, TorrentReadModel torrents, RequestDelegate handler)
    {
        CallerTorrents seen = context.Torrents(torrents);
        if (!seen.Find(context.TorrentId()).TryGet(out TorrentRow? row, out AppError? error))
            return seen.IsNarrowed ? context.WriteProblemAsync(error) : handler(context);
        context.Features.Set(new AuditNote($"{Describe(context)} ({row.Name})", InfoHash: row.InfoHash));

        // The handler means the same torrent, whatever others there are that the caller does not see.
        context.Request.RouteValues["id"] = row.Number.ToString(CultureInfo.InvariantCulture);
        return handler(context);
    }

    private static string Describe(HttpContext context) => $"{context.Request.Method} {context.Request.Path}";
}
