using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Http;

/// <summary>
/// Maps a route together with the role that it asks for, so that none is mapped without one. Null is for everybody,
/// signed in or not.
/// </summary>
internal static class RoleRouting
{
    public static void Map(
        this IEndpointRouteBuilder routes, string method, string pattern, AccessRole? role, RequestDelegate handler) =>
        routes.MapMethods(pattern, [method], handler).WithMetadata(new RequiredRole(role));
}
