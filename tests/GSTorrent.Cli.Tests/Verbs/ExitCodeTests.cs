using System.Security.Cryptography.X509Certificates;
using GSTorrent.Client;

namespace GSTorrent.Cli.Tests.Verbs;

public sealed class ExitCodeTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Nobody_there_is_3()
    {
        _terminal.WriteState("gst_local", "unix:" + Path.Combine(_terminal.Home, "none.sock"));
        Ran ran = await _terminal.RunAsync("list");
        Assert.Equal((3, ""), (ran.Code, ran.Out));
        Assert.Contains("start it with GSTorrent", AssertLine(ran), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_HTTP_at_a_TLS_port_gets_a_hint()
    {
        using X509Certificate2 certificate = Certificates.Create();
        await using LoopbackServer server = await StartTlsAsync(certificate);
        string url = server.Url.Replace("https://", "http://", StringComparison.Ordinal);
        Ran ran = await _terminal.RunAsync("list", "--server", url);
        Assert.Equal(3, ran.Code);
        Assert.Contains("write https://", AssertLine(ran), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_a_token_gets_a_note_and_a_refusal_one_line()
    {
        Ran added = await _terminal.RunAsync("server", "add", "nas", "unix:/run/a.sock");
        Assert.Equal((0, "Added nas.\n"), (added.Code, added.Out));
        Assert.Contains("--token-file FILE", AssertLine(added), StringComparison.Ordinal);
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            context => context.ProblemAsync(401, "not-signed-in", "Give a token."));
        Ran refused = await _terminal.RunAsync("events", "--server", server.Url);
        Assert.Equal((4, ""), (refused.Code, refused.Out));
        Assert.Contains("Give a token; set", AssertLine(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "not-signed-in", null, "--state-dir")]
    [InlineData(401, "not-signed-in", "gst_old", "has expired")]
    [InlineData(403, "not-allowed", "gst_read", "higher role")]
    [InlineData(403, "path-not-allowed", "gst_read", "what exactly")]
    public async Task Not_allowed_is_4(int status, string code, string? token, string part)
    {
        await using LoopbackServer server =
            await LoopbackServer.StartAsync(context => context.ProblemAsync(status, code, "what exactly"));
        _terminal.WriteState(token, server.Url);
        Ran ran = await _terminal.RunAsync("list");
        Assert.Equal(4, ran.Code);
        Assert.Contains(part, AssertLine(ran), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "application/problem+json",
        """{"title":"T","status":404,"code":"torrent-not-found","detail":"No 9\nhere"}""", "No 9 here")]
    [InlineData(200, "text/html", "<html>", "GSTorrent control port")]
    public async Task Failed_is_1(int status, string type, string body, string part)
    {
        await using LoopbackServer server =
            await LoopbackServer.StartAsync(status, body.Replace("\n", "\\n", StringComparison.Ordinal), type);
        _terminal.WriteState("gst_local", server.Url);
        Ran ran = await _terminal.RunAsync("show", "9");
        Assert.Equal(1, ran.Code);
        Assert.Contains(part, AssertLine(ran), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(403, 4)]
    public async Task One_bad_torrent_of_many_is_told(int status, int code)
    {
        string results = $$"""
            [{"id":"7"},{"id":"8","problem":{"title":"No such torrent","status":{{status}},"code":"c"} }]
            """;
        await using LoopbackServer server = await LoopbackServer.StartAsync(200, results);
        _terminal.WriteState("gst_local", server.Url);
        Ran ran = await _terminal.RunAsync("stop", "7", "8");
        Assert.Equal((code, "Stopped 1 torrent.\n"), (ran.Code, ran.Out));
        Assert.Equal("gstctl: 8: No such torrent", AssertLine(ran));
    }

    [Fact]
    public async Task One_failure_keeps_no_other_torrent_from_its_change()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            context.Request.Path.Value!.Contains("/8/", StringComparison.Ordinal)
                ? context.ProblemAsync(404, "torrent-not-found", "No 8.")
                : context.AnswerAsync(200, Samples.Torrent));
        _terminal.WriteState("gst_local", server.Url);
        Ran ran = await _terminal.RunAsync("move", "8", "7", "/x");
        Assert.Equal((1, "Moving 7 debian.iso to /x\n"), (ran.Code, ran.Out));
        Assert.Equal("gstctl: 8: No 8.", AssertLine(ran));
    }

    [Fact]
    public async Task A_certificate_is_pinned_at_first_use_and_a_changed_one_refused()
    {
        using X509Certificate2 first = Certificates.Create();
        using X509Certificate2 second = Certificates.Create();
        await using LoopbackServer server = await StartTlsAsync(first);
        await using LoopbackServer impostor = await StartTlsAsync(second);
        _terminal.Input = "gst_nas\n";
        Ran added = await _terminal.RunAsync("server", "add", "nas", server.Url, "--token-file", "-");
        Assert.Contains("sha256:" + CertificateFingerprint.Of(first), added.Out, StringComparison.Ordinal);
        Assert.Equal((0, ""), await CodeAndErrorAsync("stats", "--server", "nas"));
        Assert.Equal("Bearer gst_nas", server.Requests.Last().Authorization);

        // The same name now leads to another machine.
        string book = await File.ReadAllTextAsync(_terminal.BookPath);
        await File.WriteAllTextAsync(
            _terminal.BookPath, book.Replace(server.Url, impostor.Url, StringComparison.Ordinal));
        (int code, string error) = await CodeAndErrorAsync("stats", "--server", "nas");
        Assert.Equal(3, code);
        Assert.Contains("is pinned; do not trust it", error, StringComparison.Ordinal);
        Assert.Contains("gstctl server add nas", error, StringComparison.Ordinal);
        Assert.Empty(impostor.Requests);
    }

    [Fact]
    public async Task A_server_named_by_URL_is_pinned_too_and_can_be_forgotten()
    {
        using X509Certificate2 certificate = Certificates.Create();
        await using LoopbackServer server = await StartTlsAsync(certificate);
        (int code, string error) = await CodeAndErrorAsync("stats", "--server", server.Url);
        Assert.Equal(0, code);
        Assert.Contains("pinned the certificate", error, StringComparison.Ordinal);
        Assert.Equal((0, ""), await CodeAndErrorAsync("stats", "--server", server.Url));
        Assert.Equal(0, (await _terminal.RunAsync("server", "remove", server.Url)).Code);
        Assert.Equal(1, (await _terminal.RunAsync("server", "remove", server.Url)).Code);
    }

    [Fact]
    public async Task Servers_are_kept_listed_chosen_and_removed_without_their_tokens_shown()
    {
        await _terminal.RunAsync("server", "add", "nas", "unix:/run/nas.sock", "--token", "gst_secret");
        await _terminal.RunAsync("server", "default", "NAS");
        Ran list = await _terminal.RunAsync("server", "list");
        Assert.Equal("DEFAULT\tNAME\tTOKEN\tURL\tFINGERPRINT\n*\tnas\tyes\tunix:/run/nas.sock\t-\n", list.Out);
        Assert.DoesNotContain(
            "gst_secret", (await _terminal.RunAsync("server", "list", "--json")).Out, StringComparison.Ordinal);
        Assert.Equal(3, (await _terminal.RunAsync("list")).Code);
        Assert.Equal(0, (await _terminal.RunAsync("server", "remove", "nas")).Code);
        Assert.Equal(1, (await _terminal.RunAsync("server", "default", "nas")).Code);
        Assert.Equal(0, (await _terminal.RunAsync("server", "default", "local")).Code);
    }

    [Theory]
    [InlineData("--token", "gst_wrong")]
    [InlineData("--token-file", "token")]
    public async Task A_token_that_the_server_refuses_is_not_kept(string option, string value)
    {
        _terminal.Write("token", "gst_wrong\n");
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            context => context.ProblemAsync(401, "not-signed-in", "This token is unknown."));
        Ran added = await _terminal.RunAsync("server", "add", "home", server.Url, option, value);
        Assert.Equal((4, ""), (added.Code, added.Out));
        Assert.Contains("refuses the token: This token is unknown", AssertLine(added), StringComparison.Ordinal);
        Assert.Equal("Bearer gst_wrong", Assert.Single(server.Requests).Authorization);
        Assert.False(File.Exists(_terminal.BookPath));
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_known_is_not_shown_the_token_before_it_is_pinned()
    {
        using X509Certificate2 certificate = Certificates.Create();
        await using LoopbackServer server = await StartTlsAsync(certificate);
        Ran added = await _terminal.RunAsync("server", "add", "nas", server.Url, "--token", "gst_nas");
        Assert.Equal(0, added.Code);
        Assert.Equal("|Bearer gst_nas", string.Join('|', server.Requests.Select(request => request.Authorization)));
    }

    [Fact]
    public async Task A_token_is_kept_with_a_warning_while_its_server_is_away()
    {
        Ran added = await _terminal.RunAsync("server", "add", "nas", "unix:/run/none.sock", "--token", "gst_nas");
        Assert.Equal((0, "Added nas.\n"), (added.Code, added.Out));
        Assert.Contains("the token is kept unproven", AssertLine(added), StringComparison.Ordinal);
        Assert.Contains("\tyes\t", (await _terminal.RunAsync("server", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_again_keeps_the_token_for_the_same_place_only()
    {
        await _terminal.RunAsync("server", "add", "nas", "unix:/run/a.sock", "--token", "gst_secret");
        await _terminal.RunAsync("server", "add", "nas", "unix:/run/a.sock");
        Assert.Contains("\tyes\t", (await _terminal.RunAsync("server", "list")).Out, StringComparison.Ordinal);
        await _terminal.RunAsync("server", "add", "nas", "unix:/run/b.sock");
        Assert.Contains("\tno\t", (await _terminal.RunAsync("server", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_directory_means_nothing_on_another_machine()
    {
        _terminal["GSTORRENT_TOKEN"] = "t";
        Ran ran = await _terminal.RunAsync("move", "7", "sub", "--server", "https://127.0.0.1:1");
        Assert.Equal(2, ran.Code);
        Assert.Contains("absolute", AssertLine(ran), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Error)> CodeAndErrorAsync(params string[] args)
    {
        Ran ran = await _terminal.RunAsync(args);
        return (ran.Code, ran.Error);
    }

    private static Task<LoopbackServer> StartTlsAsync(X509Certificate2 certificate) => LoopbackServer.StartAsync(
        context => context.AnswerAsync(
            200, context.Request.Path.Value is "/api/v1/stats" ? Samples.Stats : Samples.Server),
        certificate);

    private static string AssertLine(Ran ran)
    {
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
        Assert.StartsWith("gstctl: ", ran.Error, StringComparison.Ordinal);
        return ran.Error.TrimEnd();
    }
}
