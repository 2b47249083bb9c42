using GSTorrent.Api.Native.Reference;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Http;

/// <summary>
/// Maps a route together with the role that it asks for and what the reference tells of it, so that none is mapped
/// without them. A role of null is for everybody, signed in or not.
/// </summary>
internal static class RoleRouting
{
    public static void Map(
        this IEndpointRouteBuilder routes,
        string method,
        string pattern,
        AccessRole? role,
        RequestDelegate handler,
        RouteDoc doc) =>
        routes.MapMethods(pattern, [method], handler).WithMetadata(new RequiredRole(role), doc);
}
