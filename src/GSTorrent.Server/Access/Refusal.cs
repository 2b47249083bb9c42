using GSTorrent.Api.Native;
using GSTorrent.Api.QBittorrent;
using GSTorrent.Application;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Access;

/// <summary>Refuses in the manner of the API that was asked.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, AppError error) =>
        context.Request.Path.StartsWithSegments(QBittorrentApi.Root, StringComparison.Ordinal)
            ? QBittorrentApi.WriteRefusalAsync(context, error)
            : context.WriteProblemAsync(error);
}
