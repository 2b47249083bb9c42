using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Server.Tests.Running;

/// <summary>Every way to show a credential to the running program, rightly and wrongly, on each of its APIs.</summary>
internal sealed class CredentialUses(ServerProcess server) : IDisposable
{
    public const string Password = "swordfish-of-alice-1", Wrong = "swordfish-of-alice-2";
    public const string InWrongField = "swordfish-3", Passkey = "a5f3passkeypasskeypasskey77";
    private static readonly string[] Routes = ["/api/v1/stats", "/transmission/rpc", "/api/v2/app/version"];
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false })
    {
        BaseAddress = new Uri(server.ControlUrl),
    };

    private readonly List<string> _made = [];

    /// <summary>Uses all of them, and tells the secrets that the server made.</summary>
    public async Task<IReadOnlyList<string>> UseAllAsync(string link)
    {
        foreach (string user in (string[])["alice", "bob"])
        {
            string body = $$"""{"name":"{{user}}","password":"{{Password}}","role":"admin"}""";
            await SendAsync("POST", "/api/v1/users", Bearer(server.Token), body);
        }

        string kept = await MakeTokenAsync(revoked: false), revoked = await MakeTokenAsync(revoked: true);
        await OpenSessionsAsync(link, kept);
        foreach (string route in Routes)
        {
            foreach (string credential in (string[])[
                Bearer(kept), Bearer(revoked), Bearer(kept + "x"), Basic("any", kept), Basic("alice", Password),
                Basic("alice", Wrong), Basic(InWrongField, Wrong), $"Digest {Wrong}", $"Bearer {Password}"])
                await SendAsync("POST", route, credential);
            await SendAsync("GET", $"{route}?token={Wrong}&password={Wrong}", Bearer(kept));
        }

        await SendAsync("PUT", "/api/v1/users/bob/password", Bearer(server.Token), $$"""{"password":"{{Password}}"}""");
        await SendAsync("PUT", "/api/v1/users/bob/password", Bearer(server.Token), $$"""{"password":"{{Password}}" """);
        await UseTrackersAsync();
        return _made;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request and reads its answer.</summary>
    public async Task<string> SendAsync(string method, string route, string credential, string? json = null)
    {
        using HttpResponseMessage response = await AskAsync(method, route, credential, Json(json));
        return await response.Content.ReadAsStringAsync();
    }

    public static string Bearer(string token) => "Bearer " + token;

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static StringContent? Json(string? json) =>
        json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");

    private async Task<string> MakeTokenAsync(bool revoked)
    {
        string made = await SendAsync(
            "POST", "/api/v1/tokens", Bearer(server.Token), """{"name":"sonarr","role":"admin"}""");
        JsonNode token = JsonNode.Parse(made)!;
        _made.Add((string)token["token"]!);
        if (revoked) await SendAsync("DELETE", $"/api/v1/tokens/{token["id"]}", Bearer(server.Token));
        return _made[^1];
    }

    // Each API has its own way to open one; cookies are used rightly, and without the proof that a change needs.
    private async Task OpenSessionsAsync(string link, string token)
    {
        foreach (string body in (string[])[
            $$"""{"user":"alice","password":"{{Password}}"}""", $$"""{"user":"alice","password":"{{Wrong}}"}""",
            $$"""{"user":"{{InWrongField}}","password":"{{Wrong}}"}""", $$"""{"link":"{{link}}"}""",
            $$"""{"link":"{{link}}"}""", $$"""{"user":"alice","password":"{{Password}}","link":""",
            $$"""{"user":"x","password":"{{token}}"}"""])
        {
            using HttpResponseMessage answer = await AskAsync("POST", "/api/v1/session", "", Json(body));
            if (answer.StatusCode is not HttpStatusCode.Created) continue;
            _made.Add((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["csrfToken"]!);
            await UseCookieAsync(answer, "/api/v1/session");
        }

        foreach ((string user, string password) in ((string, string)[])[
            ("alice", Password), ("alice", Wrong), ("any", token)])
            await SignInToQBittorrentAsync(user, password);
    }

    private async Task SignInToQBittorrentAsync(string user, string password)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("username", user), KeyValuePair.Create("password", password)]);
        using HttpResponseMessage answer = await AskAsync("POST", "/api/v2/auth/login", "", form);
        if (answer.Headers.Contains("Set-Cookie")) await UseCookieAsync(answer, "/api/v2/auth/logout");
    }

    private async Task UseCookieAsync(HttpResponseMessage answer, string ended)
    {
        string cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        _made.Add(cookie.Split('=')[1]);
        using var request = new HttpRequestMessage(HttpMethod.Delete, ended);
        request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage response = await _http.SendAsync(request);
    }

    // Announces fail, torrents cannot be fetched, and links are wrong: each of the errors has an address with a secret.
    private async Task UseTrackersAsync()
    {
        string tracker = $"http://user:{Passkey}@127.0.0.1:9/{Passkey}/announce?k={Passkey}";
        using var sample = new SampleTorrent(seed: 3, pieceLength: 16_384, ("file", 20_000));
        string file = Convert.ToBase64String(sample.TorrentFile);
        string body = $$"""{"torrentFile":"{{file}}","trackers":["{{tracker}}"]}""";
        string added = await SendAsync("POST", "/api/v1/torrents", Bearer(server.Token), body);
        string id = (string)JsonNode.Parse(added)!["infoHash"]!;
        await SendAsync("POST", $"/api/v1/torrents/{id}/announce", Bearer(server.Token));
        string magnet = $"magnet:?xt=urn:btih:{new string('a', 40)}&tr={Uri.EscapeDataString(tracker)}";
        foreach (string uri in (string[])[magnet, magnet[..30] + tracker, tracker, $"http://[::1]:9/{Passkey}.torrent"])
            await SendAsync("POST", "/api/v1/torrents", Bearer(server.Token), $$"""{"uri":"{{uri}}"}""");
        using var limit = new CancellationTokenSource(s_limit);
        while (!(await SendAsync("GET", $"/api/v1/torrents/{id}/trackers", Bearer(server.Token)))
            .Contains("\"error\"", StringComparison.Ordinal)) await Task.Delay(50, limit.Token);
    }

    private async Task<HttpResponseMessage> AskAsync(string method, string route, string credential, HttpContent? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), route) { Content = body };
        if (credential.Length > 0) request.Headers.Authorization = AuthenticationHeaderValue.Parse(credential);
        return await _http.SendAsync(request);
    }
}
