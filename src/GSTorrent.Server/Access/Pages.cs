using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Server.Access;

/// <summary>Maps the few pages that the server has of its own, which run nothing but scripts of the server.</summary>
internal static class Pages
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <param name="routes">Gets a route, over which one of a web UI takes precedence.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="content">Its media type and text.</param>
    /// <param name="role">Who may see it; null: everybody.</param>
    public static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder routes, string path, (string Type, string Text) content, AccessRole? role) =>
        routes.MapMethods(path, ["GET"], context => WriteAsync(context, content))
            .WithMetadata(new RequiredRole(role))
            .WithOrder(1);

    private static Task WriteAsync(HttpContext context, (string Type, string Text) content)
    {
        context.Response.ContentType = content.Type + "; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return context.Response.WriteAsync(content.Text, context.RequestAborted);
    }
}
