using System.Net.Http.Headers;
using System.Text;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.Native.Tests.Access;

/// <summary>The guards of the door, on each of the APIs: one that they do not stand before would be a way in.</summary>
public sealed class FaceTests
{
    private const string Native = "GET /api/v1/stats", Page = "GET /sign-in", Nowhere = "GET /nothing";

    // Whoever is let in there lacks the session's id yet.
    private const string Transmission = "POST /transmission/rpc";
    private const string QBittorrent = "POST /api/v2/torrents/info";
    private const string NativeChange = "POST /api/v1/torrents/actions";
    private const string QBittorrentChange = "POST /api/v2/torrents/stop";

    [Theory]
    [InlineData(Native, 200, 421)]
    [InlineData(NativeChange, 400, 421)]
    [InlineData(Transmission, 409, 421)]
    [InlineData(QBittorrent, 200, 401)]
    [InlineData(QBittorrentChange, 200, 401)]
    [InlineData(Page, 200, 421)]
    [InlineData(Nowhere, 404, 421)]
    public async Task Names_that_lead_here_and_are_not_ours_get_nothing(string request, int letIn, int refused)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Assert.Equal(letIn, await StatusAsync(server, request, ("Host", "localhost")));
        foreach (string host in (string[])["evil.example", "evil.example:80", "127.0.0.1.evil.example", "192.0.2.1"])
        {
            Assert.Equal(refused, await StatusAsync(server, request, ("Host", host)));
            Assert.Equal(refused, await StatusAsync(server, request, ("Host", host), ("Authorization", "")));
        }
    }

    [Theory]
    [InlineData(Native, 403)]
    [InlineData(NativeChange, 403)]
    [InlineData(Transmission, 403)]
    [InlineData(QBittorrent, 401)]
    [InlineData(QBittorrentChange, 401)]
    [InlineData("POST /api/v2/auth/login", 401)]
    [InlineData("POST /api/v1/session", 403)]
    [InlineData(Nowhere, 403)]
    public async Task Pages_of_other_sites_get_nothing_with_no_credential(string request, int refused)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string cookies = await CookiesAsync(server);
        (string, string)[] foreign =
        [
            ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
        ];
        foreach ((string, string) header in foreign)
        {
            Assert.Equal(refused, await StatusAsync(server, request, header));
            (string, string)[] byCookie = [header, ("Authorization", ""), ("Cookie", cookies)];
            Assert.Equal(refused, await StatusAsync(server, request, byCookie));
        }
    }

    // The cookie of one API opens no other, and where it opens one, a change needs more than the cookie.
    [Theory]
    [InlineData(Native, "gst_session", 200)]
    [InlineData(Native, "SID", 401)]
    [InlineData(NativeChange, "gst_session", 403)]
    [InlineData(Transmission, "gst_session", 403)]
    [InlineData(Transmission, "SID", 401)]
    [InlineData(QBittorrent, "SID", 200)]
    [InlineData(QBittorrent, "gst_session", 403)]
    [InlineData(QBittorrentChange, "gst_session", 403)]
    public async Task A_cookie_is_for_its_own_API(string request, string cookie, int status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string value = (await CookiesAsync(server)).Split("; ").Single(one => one.Split('=')[0] == cookie);
        Assert.Equal(status, await StatusAsync(server, request, ("Authorization", ""), ("Cookie", value)));
    }

    [Theory]
    [InlineData(Native, 200, 401)]
    [InlineData(Transmission, 409, 401)]
    [InlineData(QBittorrent, 200, 403)]
    public async Task A_token_works_by_Bearer_and_Basic_until_it_ends_or_is_revoked(
        string request, int letIn, int refused)
    {
        var clock = new ShiftedClock();
        await using RunningServer server = await RunningServer.StartAsync(applicationClock: clock);
        long end = clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
        (_, string ending) = (await server.Host.Tokens.CreateAsync("ending", AccessRole.Admin, end)).Value;
        (var token, string revoked) = (await server.Host.Tokens.CreateAsync("revoked", AccessRole.Admin, null)).Value;
        foreach (string secret in (string[])[ending, revoked]) await AssertAsync(secret, letIn);
        clock.Shift = TimeSpan.FromHours(2);
        Assert.Null(await server.Host.Tokens.RevokeAsync(token.Id));
        foreach (string secret in (string[])[ending, revoked]) await AssertAsync(secret, refused);

        async Task AssertAsync(string secret, int status)
        {
            Assert.Equal(status, await StatusAsync(server, request, ("Authorization", $"Bearer {secret}")));
            Assert.Equal(status, await StatusAsync(server, request, ("Authorization", Basic("any", secret))));
        }
    }

    [Theory]
    [InlineData(Native, 200, 401, 429)]
    [InlineData(Transmission, 409, 401, 403)]
    [InlineData(QBittorrent, 200, 403, 403)]
    public async Task Guesses_lock_their_own_address_on_every_API_and_no_other(
        string request, int letIn, int wrong, int locked)
    {
        await using RunningServer server = await RunningServer.StartAsync(
            more: [("access.trusted-proxies", "127.0.0.1")]);
        (string, string) attacker = ("X-Forwarded-For", "192.0.2.7"), other = ("X-Forwarded-For", "192.0.2.8");
        for (int i = 0; i < 5; i++)
        {
            (string, string) guess = ("Authorization", i % 2 == 0 ? Basic("alice", $"guess {i}") : "Bearer gst_guess");
            Assert.Equal(wrong, await StatusAsync(server, request, attacker, guess));
        }

        // Not even the right one now; and what was guessed here counts for the other APIs.
        Assert.Equal(locked, await StatusAsync(server, request, attacker));
        Assert.Equal(429, await StatusAsync(server, Native, attacker));
        Assert.Equal(403, await StatusAsync(server, Transmission, attacker));
        Assert.Equal(403, await StatusAsync(server, QBittorrent, attacker));
        Assert.Equal(letIn, await StatusAsync(server, request, other));
        Assert.Equal(letIn, await StatusAsync(server, request));
    }

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static async Task<string> CookiesAsync(RunningServer server)
    {
        Caller caller = (await server.Host.Access.SignInAsync("any", server.Token, from: null)).Value;
        return $"gst_session={server.Host.Access.OpenSession(caller)}; SID={server.Host.Access.OpenSession(caller)}";
    }

    // With the admin's token, unless a header says otherwise.
    private static async Task<int> StatusAsync(
        RunningServer server, string what, params (string Name, string Value)[] headers)
    {
        string[] words = what.Split(' ');
        var address = new Uri(server.Control.Urls[0] + words[1]);
        using var request = new HttpRequestMessage(new HttpMethod(words[0]), address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        if (words[0] is "POST") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        foreach ((string name, string value) in headers)
        {
            request.Headers.Remove(name);
            if (value.Length > 0) request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await server.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
