using System.Net;
using GSTorrent.Api.Transmission.Http;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Session;
using GSTorrent.Api.Transmission.Torrents;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Transmission;

/// <summary>
/// Transmission's RPC over the same application as the native API, described in docs/api/transmission.md: the legacy
/// dialect as of 4.0 and JSON-RPC 2.0 as of 4.1.
/// </summary>
public static class TransmissionApi
{
    /// <summary>Where all routes begin.</summary>
    public const string Root = "/transmission";

    /// <summary>
    /// Maps the one route below <see cref="Root"/>. It carries the least role; each method looks at the role of the
    /// <see cref="Caller"/>, who must be among the features of a request.
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <param name="host">What the methods show and change.</param>
    /// <param name="clock">The wall clock; null is the system's.</param>
    public static void MapTransmissionApi(
        this IEndpointRouteBuilder routes, GstHost host, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        var session = new SessionGuard();
        var door = new RpcDoor(MethodsOf(host, session.Secret, clock ?? TimeProvider.System));
        routes.Map(Root + "/rpc", new RpcRoute(session, door).HandleAsync)
            .WithMetadata(new RequiredRole(AccessRole.Read));
    }

    /// <summary>Refuses a request as Transmission does: a little page, and a challenge for a password.</summary>
    public static Task WriteRefusalAsync(HttpContext context, AppError error)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(error);
        int status = StatusOf(error);
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Transmission\"";
        return Pages.WriteAsync(context, status, $"<p>{WebUtility.HtmlEncode(error.Message)}</p>");
    }

    internal static IReadOnlyList<RpcMethod> MethodsOf(GstHost host, string sessionId, TimeProvider clock)
    {
        var scope = new TorrentScope(host.Torrents.ReadModel, new RecentChanges(host.Torrents.ReadModel, clock));
        return
        [
            .. new TorrentActions(host, scope).Methods,
            new TorrentSet(host, scope).Method,
            new TorrentGet(host, scope, clock).Method,
            new TorrentAdd(host).Method,
            .. new TorrentPlaces(host, scope).Methods,
            .. new SessionMethods(host, sessionId).Methods,
            new SessionStats(host).Method,
            .. new ServerMethods(host).Methods,
        ];
    }

    // Transmission has 403 for those who have failed too often; clients tell that from 401.
    private static int StatusOf(AppError error) => error.Code switch
    {
        "bad-request" => StatusCodes.Status400BadRequest,
        "not-signed-in" => StatusCodes.Status401Unauthorized,
        "route-not-found" => StatusCodes.Status404NotFound,
        "method-not-allowed" => StatusCodes.Status405MethodNotAllowed,
        "too-large" => StatusCodes.Status413PayloadTooLarge,
        "host-not-allowed" => StatusCodes.Status421MisdirectedRequest,
        "internal-error" => StatusCodes.Status500InternalServerError,
        "shutting-down" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status403Forbidden,
    };
}
