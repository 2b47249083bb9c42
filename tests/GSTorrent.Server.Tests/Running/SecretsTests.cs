using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Server.Tests.Running;

/// <summary>Uses every kind of credential, rightly and wrongly, and looks for it wherever it must not be.</summary>
public sealed class SecretsTests
{
    private const UnixFileMode OwnerOnly = (UnixFileMode)0b111_000_000;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    // Its log has one level: there is no option by which it says more.
    [Fact]
    public async Task No_credential_is_in_output_journal_arguments_or_files()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string link = server.Fact("sign-in").Split('#', ' ')[1];
        using var uses = new CredentialUses(server);
        string[] secrets =
        [
            .. await uses.UseAllAsync(link), server.Token, CredentialUses.Password, CredentialUses.Wrong,
            CredentialUses.InWrongField, link,
        ];

        // Two tokens, three sessions with their proofs, two of qBittorrent's, and five that were there.
        Assert.Equal(15, secrets.Length);
        Assert.All(secrets, secret => Assert.True(secret.Length > 10, secret));
        string[] all = [.. secrets, CredentialUses.Passkey];
        string journal = await uses.SendAsync("GET", "/api/v1/journal", CredentialUses.Bearer(server.Token));
        foreach (string told in (string[])["alice", "wrong password", "wrong token", "was added", "was refused"])
            Assert.Contains(told, journal, StringComparison.Ordinal);
        AssertHasNone(journal, all, "the journal");
        string log = await uses.SendAsync("GET", "/api/v2/log/main", CredentialUses.Bearer(server.Token));
        AssertHasNone(log, all, "the log");
        string arguments = await File.ReadAllTextAsync($"/proc/{server.Id}/cmdline");
        string environment = await File.ReadAllTextAsync($"/proc/{server.Id}/environ");
        AssertHasNone(arguments + environment, all, "arguments and environment");
        string copy = server.Root + "/../copy-of-" + Path.GetFileName(server.Root);
        await CopyAsync(server.Root, copy);
        AssertFiles(copy, secrets, server.Token);
        Directory.Delete(copy, recursive: true);
        await server.SignalAsync("TERM");
        string output = await server.ReadAllAsync();
        (int code, string error) = await server.EndAsync();
        Assert.Equal(0, code);
        IEnumerable<string> lines = server.Lines.Where(line => !line.StartsWith("sign-in:", StringComparison.Ordinal));
        AssertHasNone($"{string.Join('\n', lines)}\n{output}\n{error}", all, "what was printed");
        AssertFiles(server.Root, secrets, server.Token);
        AssertJournal(Path.Combine(server.StateDirectory, "state.db"), all);
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
        using var uses = new CredentialUses(server);
        string first = await uses.SendAsync("POST", "/api/v1/session", "", body);
        string second = await uses.SendAsync("POST", "/api/v1/session", "", body);
        Assert.Contains("\"role\":\"admin\"", first, StringComparison.Ordinal);
        Assert.Contains("not-signed-in", second, StringComparison.Ordinal);
    }

    // A passkey is part of a torrent: it is where torrents are, and nowhere else.
    private static void AssertFiles(string root, string[] secrets, string local)
    {
        string state = Path.Combine(root, "state");
        string[] files = Directory.GetFiles(root, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("state.db", StringComparison.Ordinal));
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            string content = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            bool isState = file.StartsWith(state + "/", StringComparison.Ordinal);
            if (isState && !OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others);
            string[] mayHold = name is "token" ? [local] : [];
            AssertHasNone(content, [.. secrets.Except(mayHold, StringComparer.Ordinal)], file);
            bool isOfTorrents = name.StartsWith("state.db", StringComparison.Ordinal)
                || file.Contains("/state/torrents/", StringComparison.Ordinal);
            if (!isOfTorrents) AssertHasNone(content, [CredentialUses.Passkey], file);
        }

        foreach (string place in Directory.GetDirectories(state, "*", SearchOption.AllDirectories).Append(state))
            if (!OperatingSystem.IsWindows()) Assert.Equal(OwnerOnly, File.GetUnixFileMode(place));
    }

    // What a running server holds locks on can only be looked at as a copy.
    private static async Task CopyAsync(string from, string to)
    {
        using var copying = Process.Start("cp", ["-a", from, to]);
        await copying.WaitForExitAsync();
        Assert.Equal(0, copying.ExitCode);
    }

    private static void AssertJournal(string database, string[] secrets)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT text FROM journal";
        using SqliteDataReader rows = command.ExecuteReader();
        int count = 0;
        for (; rows.Read(); count++) AssertHasNone(rows.GetString(0), secrets, "the stored journal");
        Assert.True(count > 5, $"{count}");
    }

    private static void AssertHasNone(string text, string[] secrets, string where)
    {
        foreach (string secret in secrets)
            Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{where} holds {secret}");
    }
}
