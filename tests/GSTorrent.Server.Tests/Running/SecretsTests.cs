using System.Net.Http.Headers;
using System.Text;

namespace GSTorrent.Server.Tests.Running;

/// <summary>Uses every kind of credential, rightly and wrongly, and looks for it wherever it must not be.</summary>
public sealed class SecretsTests
{
    private const string Password = "swordfish-of-alice-1", Wrong = "swordfish-of-alice-2";
    private const string InWrongField = "swordfish-3";
    private const string Passkey = "a5f3passkeypasskeypasskey77";
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    [Fact]
    public async Task No_credential_is_in_output_journal_arguments_or_files()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string link = server.Fact("sign-in").Split('#', ' ')[1];
        string[] secrets = [.. await UseAsync(server, link), server.Token, Password, Wrong, InWrongField, link];
        Assert.All(secrets, secret => Assert.True(secret.Length > 10, secret));
        string journal = await SendAsync(server, "GET", "journal", server.Token);
        Assert.Contains("alice", journal, StringComparison.Ordinal);
        AssertHasNone(journal, [.. secrets, Passkey], "the journal");
        string arguments = await File.ReadAllTextAsync($"/proc/{server.Id}/cmdline");
        string environment = await File.ReadAllTextAsync($"/proc/{server.Id}/environ");
        AssertHasNone(arguments + environment, secrets, "arguments and environment");
        await server.SignalAsync("TERM");
        string output = await server.ReadAllAsync();
        (int code, string error) = await server.EndAsync();
        Assert.Equal(0, code);
        IEnumerable<string> lines = server.Lines.Where(line => !line.StartsWith("sign-in:", StringComparison.Ordinal));
        AssertHasNone($"{string.Join('\n', lines)}\n{output}\n{error}", [.. secrets, Passkey], "what was printed");
        AssertFiles(server.StateDirectory, secrets, server.Token);
    }

    [Fact]
    public async Task The_link_is_not_printed_into_the_journal_of_the_system()
    {
        string root = ServerProcess.MakeRoot();
        await using ServerProcess server = await ServerProcess.ReadyAsync(root, [], ["env", "JOURNAL_STREAM=8:12345"]);
        const string Instead = "/sign-in (with a user and a password, or the token)";
        Assert.EndsWith(Instead, server.Fact("sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_leads_to_a_page_that_signs_in()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string[] link = server.Fact("sign-in").Split('#', ' ');
        using var http = new HttpClient();
        using HttpResponseMessage page = await http.GetAsync(new Uri(link[0]));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        string html = await page.Content.ReadAsStringAsync();
        Assert.Contains("<script src=\"sign-in.js\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        string script = await http.GetStringAsync(new Uri(link[0] + ".js"));
        Assert.Contains("api/v1/session", script, StringComparison.Ordinal);
        string body = $$"""{"link":"{{link[1]}}"}""";
        string first = await SendAsync(server, "POST", "session", "", body);
        string second = await SendAsync(server, "POST", "session", "", body);
        Assert.Contains("\"role\":\"admin\"", first, StringComparison.Ordinal);
        Assert.Contains("not-signed-in", second, StringComparison.Ordinal);
    }

    // Signs in rightly and wrongly, by every way, and tells the secrets that the server made.
    private static async Task<string[]> UseAsync(ServerProcess server, string link)
    {
        string token = server.Token;
        await SendAsync(
            server, "POST", "users", token, $$"""{"name":"alice","password":"{{Password}}","role":"control"}""");
        string made = await SendAsync(server, "POST", "tokens", token, """{"name":"sonarr","role":"read"}""");
        string other = Between(made, "\"token\":\"", "\"");
        string session = "";
        foreach (string body in (string[])[
            $$"""{"user":"alice","password":"{{Password}}"}""", $$"""{"user":"alice","password":"{{Wrong}}"}""",
            $$"""{"user":"{{InWrongField}}","password":"{{Wrong}}"}""", $$"""{"link":"{{link}}"}""",
            $$"""{"user":"alice","password":"{{Password}}","link":""", $$"""{"user":"x","password":"{{other}}"}"""])
            session = await SendAsync(server, "POST", "session", "", body);
        string csrf = Between(session, "\"csrfToken\":\"", "\"");
        foreach (string user in (string[])[$"alice:{Password}", $"alice:{Wrong}", $"{InWrongField}:{Wrong}"])
            await SendAsync(server, "GET", "stats", user);
        await SendAsync(server, "GET", "stats", other + "x");
        string tracker = $"http://127.0.0.1:9/{Passkey}/announce?k={Passkey}";
        string magnet = $"magnet:?xt=urn:btih:{new string('a', 40)}&tr={Uri.EscapeDataString(tracker)}";
        await SendAsync(server, "POST", "torrents", token, $$"""{"uri":"{{magnet}}"}""");
        await SendAsync(server, "POST", "torrents", token, $$"""{"uri":"http://127.0.0.1:9/x.torrent?{{Passkey}}"}""");
        await SendAsync(server, "PUT", "users/alice/password", token, $$"""{"password":"{{Password}}"}""");
        return [other, csrf];
    }

    private static async Task<string> SendAsync(
        ServerProcess server, string method, string route, string credential, string? json = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{server.ControlUrl}/api/v1/{route}");
        if (credential.Contains(':', StringComparison.Ordinal))
        {
            string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(credential));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", encoded);
        }
        else if (credential.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        }

        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static void AssertFiles(string folder, string[] secrets, string local)
    {
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("state.db", StringComparison.Ordinal));
        foreach (string file in files)
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others);
            bool mayHold = Path.GetFileName(file) is "token";
            string content = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            AssertHasNone(content, mayHold ? [.. secrets.Except([local], StringComparer.Ordinal)] : secrets, file);
        }

        foreach (string place in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(place) & Others);
    }

    private static void AssertHasNone(string text, string[] secrets, string where)
    {
        foreach (string secret in secrets)
            Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{where} holds {secret}");
    }

    private static string Between(string text, string before, string after)
    {
        int begin = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[begin..text.IndexOf(after, begin, StringComparison.Ordinal)];
    }
}
