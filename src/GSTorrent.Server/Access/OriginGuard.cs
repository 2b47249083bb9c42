using GSTorrent.Api.Native;
using GSTorrent.Application;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GSTorrent.Server.Access;

/// <summary>Refuses what a browser sends for a page of another site, whatever credentials come with it.</summary>
internal static class OriginGuard
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        IsOwn(context.Request)
            ? next(context)
            : Refusal.WriteAsync(
                context,
                new AppError(context.Request.Path.StartsWithSegments("/api/v2", StringComparison.Ordinal) ? "origin-not-allowed" : "not-allowed", "Pages of other sites may not call this server."));

    private static bool IsOwn(HttpRequest request)
    {
        StringValues site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site.ToString() is not ("same-origin" or "none")) return false;
        StringValues origin = request.Headers.Origin;
        return origin.Count == 0 || string.Equals(
            origin.ToString(), $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }
}
