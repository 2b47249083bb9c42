using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GSTorrent.Api.Contracts;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.Native.Tests.Access;

public sealed class SessionTests
{
    private const string SignIn = """{"user":"alice","password":"secret of alice"}""";

    [Fact]
    public async Task A_page_signs_in_changes_things_with_its_proof_and_signs_out()
    {
        await using RunningServer server = await StartAsync();
        (string cookie, SessionDto session) = await OpenAsync(server, SignIn);
        Assert.Equal(("alice", TokenRole.Admin, null), (session.Name, session.Role, session.Category));
        Assert.Equal(200, await SendAsync(server, "GET", "stats", cookie));
        Assert.Equal(201, await SendAsync(server, "POST", "torrents", cookie, session.CsrfToken, Samples.AddBody(1)));
        Assert.Equal(200, await SendAsync(server, "POST", "torrents/1/stop", cookie, session.CsrfToken));
        Assert.Equal(204, await SendAsync(server, "DELETE", "session", cookie, session.CsrfToken));
        Assert.Equal(401, await SendAsync(server, "GET", "stats", cookie));
        string[] told = [.. server.Host.Journal.Since(0).Entries.Select(entry => entry.Text)];
        Assert.Contains("alice signed in from 127.0.0.1.", told);
        Assert.Contains("POST /api/v1/torrents/1/stop (sample-1.txt), by 'alice' (admin) from 127.0.0.1.", told);
        Assert.Contains("A session was closed, by 'alice' (admin) from 127.0.0.1.", told);
    }

    [Fact]
    public async Task Without_the_right_proof_no_session_changes_anything()
    {
        await using RunningServer server = await StartAsync();
        await server.AddAsync(1);
        (string cookie, _) = await OpenAsync(server, SignIn);
        (_, SessionDto other) = await OpenAsync(server, SignIn);
        RouteFact[] changes =
            [.. RouteFact.OfEndpoints(server.Control.Endpoints).Where(r => r.Method != "GET" && r.Role is not null)];
        Assert.NotEmpty(changes);
        foreach (RouteFact route in changes)
        {
            string path = route.Route.TrimStart('/').Replace("{id}", "1").Replace("{name}", "alice");
            foreach (string? proof in (string?[])[null, "", "x", other.CsrfToken])
                Assert.Equal(403, await SendAsync(server, route.Method, path, cookie, proof, "{}"));
        }

        Assert.Equal(200, await SendAsync(server, "GET", "torrents/1", cookie));
        Assert.NotNull(server.Host.Users.Find("alice"));
    }

    [Fact]
    public async Task The_cookie_is_for_this_server_and_no_script()
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await server.SendAsync("POST", "session", SignIn, token: "");
        string cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^gst_session=[A-Za-z0-9_-]{43}; path=/; samesite=strict; httponly$", cookie);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"user":"alice"}""")]
    [InlineData("""{"user":"alice","password":"x","link":"y"}""")]
    [InlineData("""{"link":"y","user":"alice"}""")]
    [InlineData("null")]
    public async Task Half_a_sign_in_is_none(string body)
    {
        await using RunningServer server = await StartAsync();
        await server.RefusedAsync("POST", "session", 400, "bad-request", body, token: "");
    }

    [Fact]
    public async Task A_form_of_another_site_cannot_sign_in()
    {
        await using RunningServer server = await StartAsync();
        using var form = new HttpRequestMessage(HttpMethod.Post, "session")
        {
            Content = new StringContent(SignIn, Encoding.UTF8, "text/plain"),
        };
        using HttpResponseMessage response = await server.Http.SendAsync(form);
        await RunningServer.ProblemAsync(response, 400, "bad-request");
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task After_five_wrong_passwords_it_is_told_how_long_to_wait()
    {
        await using RunningServer server = await StartAsync();
        const string Wrong = """{"user":"alice","password":"wrong"}""";
        for (int i = 0; i < 5; i++)
            await server.RefusedAsync("POST", "session", 401, "not-signed-in", Wrong, token: "");
        using HttpResponseMessage sixth = await server.SendAsync("POST", "session", SignIn, token: "");
        await RunningServer.ProblemAsync(sixth, 429, "too-many-attempts");
        Assert.True(sixth.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        using HttpResponseMessage basic = await SendBasicAsync(server, "alice:secret of alice");
        await RunningServer.ProblemAsync(basic, 429, "too-many-attempts");
        Assert.NotNull(basic.Headers.RetryAfter);
    }

    [Fact]
    public async Task Basic_takes_a_user_or_a_token_and_nothing_that_is_broken()
    {
        await using RunningServer server = await StartAsync();
        foreach (string right in (string[])["alice:secret of alice", "ALICE:secret of alice", $":{server.Token}"])
        {
            using HttpResponseMessage answer = await SendBasicAsync(server, right);
            Assert.Equal(200, (int)answer.StatusCode);
        }

        foreach (string wrong in (string[])["alice:wrong", "alice", "nobody:secret of alice"])
        {
            using HttpResponseMessage answer = await SendBasicAsync(server, wrong);
            await RunningServer.ProblemAsync(answer, 401, "not-signed-in");
        }
    }

    [Fact]
    public async Task Where_nobody_has_to_sign_in_no_guess_is_answered()
    {
        await using RunningServer server = await StartAsync();
        foreach (string token in (string[])[server.Token, "gst_" + new string('a', 43)])
            await server.RefusedAsync("POST", "session", 400, "bad-request", "{}", token);
    }

    [Fact]
    public async Task The_sign_in_link_works_once()
    {
        await using RunningServer server = await StartAsync();
        string body = $$"""{"link":"{{server.Host.Access.CreateLink()}}"}""";
        (string cookie, SessionDto session) = await OpenAsync(server, body);
        Assert.Equal(TokenRole.Admin, session.Role);
        Assert.Equal(200, await SendAsync(server, "GET", "users", cookie));
        await server.RefusedAsync("POST", "session", 401, "not-signed-in", body, token: "");
    }

    [Fact]
    public async Task Users_are_added_listed_given_passwords_and_removed()
    {
        await using RunningServer server = await StartAsync();
        UserDto bob = await server.AskAsync(
            "POST", "users", 201, ContractsJsonContext.Default.UserDto,
            """{"name":"bob","password":"secret of bob","role":"read","category":"tv"}""");
        Assert.Equal(("bob", TokenRole.Read, "tv"), (bob.Name, bob.Role, bob.Category));
        await server.RefusedAsync(
            "POST", "users", 409, "user-exists", """{"name":"BOB","password":"secret of bob","role":"read"}""");
        var all = await server.AskAsync("GET", "users", 200, ContractsJsonContext.Default.IReadOnlyListUserDto);
        Assert.Equal(["alice", "bob"], all.Select(user => user.Name));
        (string cookie, _) = await OpenAsync(server, """{"user":"bob","password":"secret of bob"}""");
        using (HttpResponseMessage changed = await server.SendAsync(
            "PUT", "users/bob/password", """{"password":"another secret"}"""))
            Assert.Equal(204, (int)changed.StatusCode);
        Assert.Equal(401, await SendAsync(server, "GET", "stats", cookie));
        using HttpResponseMessage removed = await server.SendAsync("DELETE", "users/bob");
        Assert.Equal(204, (int)removed.StatusCode);
        await server.RefusedAsync("DELETE", "users/bob", 404, "user-not-found");
        string[] told = [.. server.Host.Journal.Since(0).Entries.Where(e => e.Kind is "user-added" or "user-removed")
            .Select(entry => entry.Text)];
        Assert.Equal(
            [
                "User bob was added, with the role Read, by 'for programs on this machine' (admin) from 127.0.0.1.",
                "User bob was removed, by 'for programs on this machine' (admin) from 127.0.0.1.",
            ],
            told);
    }

    private static async Task<RunningServer> StartAsync()
    {
        RunningServer server = await RunningServer.StartAsync();
        Assert.Null((await server.Host.Users.AddAsync("alice", "secret of alice", AccessRole.Admin, null)).Error);
        return server;
    }

    private static async Task<(string Cookie, SessionDto Session)> OpenAsync(RunningServer server, string body)
    {
        using HttpResponseMessage response = await server.SendAsync("POST", "session", body, token: "");
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        string cookie = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return (cookie, JsonSerializer.Deserialize(text, ContractsJsonContext.Default.SessionDto)!);
    }

    private static async Task<int> SendAsync(
        RunningServer server, string method, string route, string cookie, string? proof = null, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), route);
        request.Headers.Add("Cookie", cookie);
        if (proof is not null) request.Headers.TryAddWithoutValidation("X-CSRF-Token", proof);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendBasicAsync(RunningServer server, string credential)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "stats");
        request.Headers.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credential)));
        return await server.Http.SendAsync(request);
    }
}
