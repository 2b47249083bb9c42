using GSTorrent.Application;
using GSTorrent.Server.Control;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Access;

/// <summary>
/// Whoever comes from another machine without TLS gets no data, only the way to it; what was sent in the open is passed
/// over.
/// </summary>
internal sealed class PlainTextGuard(Refusals refusals)
{
    private static readonly AppError NeedsTls = new(
        "not-allowed", "This server talks to other machines by TLS only: write https:// instead of http://.");

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<PlainFromElsewhere>() is null) return next(context);
        context.Response.Headers.Connection = "close";
        HttpRequest request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return refusals.WriteAsync(context, NeedsTls);
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location =
            $"https://{request.Host}{request.PathBase}{request.Path}{request.QueryString}";
        return Task.CompletedTask;
    }
}
