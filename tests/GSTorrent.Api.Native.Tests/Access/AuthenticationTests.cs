using System.Net.Http.Headers;
using GSTorrent.Application.Access;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Native.Tests.Access;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task Routes_and_roles_are_those_of_the_document()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string[] mapped = [.. RouteFact.OfEndpoints(server.Control.Endpoints).Select(fact => fact.ToString()).Order()];
        string[] documented = [.. RouteFact.OfDocument().Select(fact => fact.ToString()).Order()];
        Assert.NotEmpty(documented);
        Assert.Equal(documented, mapped);
    }

    [Fact]
    public async Task Each_route_takes_its_role_and_those_above_and_no_other()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var tokens = new Dictionary<string, (AccessRole Role, string Secret)>();
        foreach (AccessRole role in Enum.GetValues<AccessRole>())
            tokens[role.ToString()] = (role, await server.TokenOfAsync(role));
        RouteFact[] routes = [.. RouteFact.OfEndpoints(server.Control.Endpoints).OrderBy(EndsServer)];
        Assert.True(routes.Length >= 27);
        foreach (RouteFact route in routes)
        {
            string path = route.Route.TrimStart('/').Replace("{id}", "999999").Replace("{name}", "nobody");
            Assert.Equal(route.Role is null ? 400 : 401, await StatusAsync(server, route, path, ""));
            foreach ((AccessRole role, string secret) in tokens.Values)
            {
                int status = await StatusAsync(server, route, path, secret);
                if (role < route.Role) Assert.True(status == 403, $"{route} as {role}: {status}");
                else Assert.True(status is not (401 or 403) && status < 500, $"{route} as {role}: {status}");
            }
        }
    }

    [Fact]
    public async Task A_token_that_was_revoked_or_never_was_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (var made, string secret) = (await server.Host.Tokens.CreateAsync("x", AccessRole.Read, null)).Value;
        using (HttpResponseMessage before = await server.SendAsync("GET", "stats", token: secret))
            Assert.Equal(200, (int)before.StatusCode);
        Assert.Null(await server.Host.Tokens.RevokeAsync(made.Id));
        await server.RefusedAsync("GET", "stats", 401, "not-signed-in", token: secret);
        await server.RefusedAsync("GET", "stats", 401, "not-signed-in", token: "gst_" + new string('a', 43));
        await server.RefusedAsync("GET", "stats", 401, "not-signed-in", token: "x");
    }

    [Fact]
    public async Task Other_schemes_do_not_count()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "stats");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", server.Token);
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        await RunningServer.ProblemAsync(response, 401, "not-signed-in");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task After_five_failures_the_address_waits_and_a_right_token_of_this_machine_does_not()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        for (int i = 0; i < 5; i++) await server.RefusedAsync("GET", "stats", 401, "not-signed-in", token: "wrong");
        using HttpResponseMessage sixth = await server.SendAsync("GET", "stats", token: "wrong");
        await RunningServer.ProblemAsync(sixth, 429, "too-many-attempts");
        Assert.True(sixth.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        using HttpResponseMessage right = await server.SendAsync("GET", "stats");
        Assert.Equal(200, (int)right.StatusCode);
        Assert.Contains(server.Host.Journal.Since(0).Entries, entry => entry.Kind == "sign-in-failed");
    }

    [Fact]
    public async Task Without_authentication_everything_is_open()
    {
        await using RunningServer server = await RunningServer.StartAsync(noAuth: true);
        using HttpResponseMessage response = await server.SendAsync("GET", "tokens", token: "");
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Trackers_are_masked_for_those_who_only_look()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int id = (await server.AddAsync(1)).Id;
        Assert.Contains("passkey=000", await TrackersAsync(AccessRole.Control));
        string masked = await TrackersAsync(AccessRole.Read);
        Assert.DoesNotContain("passkey", masked);
        Assert.Contains("http://127.0.0.1:1/announce", masked);
        var change = new TorrentChange { TrackerTiers = [["http://127.0.0.1:1/a1b2c3/announce"]] };
        Assert.Null((await server.Host.Editor.ChangeAsync("1", change)).Error);
        Assert.Contains("a1b2c3", await TrackersAsync(AccessRole.Control));
        Assert.DoesNotContain("a1b2c3", await TrackersAsync(AccessRole.Read));

        async Task<string> TrackersAsync(AccessRole role)
        {
            string token = await server.TokenOfAsync(role);
            using HttpResponseMessage answer = await server.SendAsync("GET", $"torrents/{id}/trackers", token: token);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    private static bool EndsServer(RouteFact route) => route.Route == "/shutdown";

    private static async Task<int> StatusAsync(RunningServer server, RouteFact route, string path, string token)
    {
        string? body = route.Method is "GET" or "DELETE" ? null : "{}";
        using HttpResponseMessage response = await server.SendAsync(route.Method, path, body, token);
        return (int)response.StatusCode;
    }
}
