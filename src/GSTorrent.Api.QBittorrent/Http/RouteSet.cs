using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.QBittorrent.Http;

/// <summary>
/// Maps routes, each with the role that it asks for. What reads takes GET and POST, as clients do both; what changes
/// something takes POST only.
/// </summary>
internal sealed class RouteSet(IEndpointRouteBuilder routes)
{
    private static readonly AppError WrongMethod = new("method-not-allowed", "Method Not Allowed");

    /// <summary>A route that changes nothing.</summary>
    public void Read(string path, Func<Call, Task> handle, AccessRole role = AccessRole.Read) =>
        Map(path, new RequiredRole(role), takesGet: true, handle);

    /// <summary>A route that changes something.</summary>
    public void Change(string path, Func<Call, Task> handle, AccessRole role = AccessRole.Control) =>
        Map(path, new RequiredRole(role), takesGet: false, handle);

    /// <summary>A route for those who are not signed in, too.</summary>
    public void Open(string path, Func<Call, Task> handle) =>
        Map(path, new RequiredRole(null), takesGet: false, handle);

    /// <summary>Answers for all paths that there are not.</summary>
    public void Rest() => routes.Map("/{**rest}", static context =>
        new Call(context, Parameters.None).RefuseAsync(new AppError("route-not-found", "There is no such route.")))
        .WithMetadata(new RequiredRole(AccessRole.Read));

    private void Map(string path, RequiredRole role, bool takesGet, Func<Call, Task> handle)
    {
        string[] methods = takesGet ? ["GET", "POST", "HEAD"] : ["POST"];
        routes.Map(path, context => AnswerAsync(context, methods, handle))
            .WithMetadata(role, new AllowedMethods(methods));
    }

    private static async Task AnswerAsync(HttpContext context, string[] methods, Func<Call, Task> handle)
    {
        if (!methods.Contains(context.Request.Method, StringComparer.Ordinal))
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            await new Call(context, Parameters.None).RefuseAsync(WrongMethod);
            return;
        }

        if ((await Parameters.ReadAsync(context)).TryGet(out Parameters? parameters, out AppError? refused))
            await handle(new Call(context, parameters));
        else
            await new Call(context, Parameters.None).RefuseAsync(refused);
    }
}
