using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Tests.Access;

public sealed class RouteRuleTests
{
    // What everybody may call, signed in or not. A route that is to be here was thought about.
    private static readonly string[] Open =
        ["/api/v1/session", "/api/v2/auth/login", "/sign-in", "/sign-in.css", "/sign-in.js"];

    [Fact]
    public async Task Every_route_of_the_server_says_who_may_call_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        RouteEndpoint[] all = [.. server.Control.Endpoints.OfType<RouteEndpoint>()];
        Assert.Equal(server.Control.Endpoints.Count, all.Length);
        Assert.Empty(all.Where(route => route.Metadata.GetMetadata<RequiredRole>() is null).Select(NameOf));
        Assert.Equal(Open, all.Where(IsOpen).Select(NameOf).Order());
    }

    private static bool IsOpen(RouteEndpoint route) => route.Metadata.GetRequiredMetadata<RequiredRole>().Role is null;

    private static string NameOf(RouteEndpoint route) => route.RoutePattern.RawText!;
}
