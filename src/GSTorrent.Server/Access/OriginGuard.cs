using GSTorrent.Application;
using GSTorrent.Application.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GSTorrent.Server.Access;

/// <summary>Refuses what a browser sends for a page of another site, whatever credentials come with it.</summary>
internal sealed class OriginGuard(Refusals refusals)
{
    private static readonly AppError Foreign = new(
        "origin-not-allowed",
        "Pages of other sites may not call this server. If this is its own page behind a reverse proxy, "
            + $"the proxy must keep the Host header, and be listed in {AccessSettings.TrustedProxies.Name}.");

    public Task CheckAsync(HttpContext context, RequestDelegate next) =>
        IsOwn(context.Request) || IsVisit(context.Request) ? next(context) : refusals.WriteAsync(context, Foreign);

    private static bool IsOwn(HttpRequest request)
    {
        StringValues site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site.ToString() is not ("same-origin" or "none")) return false;
        StringValues origin = request.Headers.Origin;
        return origin.Count == 0 || string.Equals(
            origin.ToString(), $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }

    // A link on another page may lead here. The user sees what comes, that page does not, and GET changes nothing.
    private static bool IsVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Origin.Count == 0
        && request.Headers["Sec-Fetch-Mode"].ToString() is "navigate"
        && request.Headers["Sec-Fetch-Dest"].ToString() is "document";
}
