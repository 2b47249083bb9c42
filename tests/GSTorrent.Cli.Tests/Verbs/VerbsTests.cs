using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Cli.Tests.Verbs;

public sealed class VerbsTests : IDisposable
{
    private const string Files = """
        [{"index":0,"path":"d/a.txt","length":10,"done":5,"priority":"high"},
        {"index":1,"path":"d/b.bin","length":0,"done":0,"priority":"skip"}]
        """;

    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("list", "GET /api/v1/torrents")]
    [InlineData("list --filter tag:a --sort size --reverse", "GET /api/v1/torrents?filter=tag%3Aa&sort=-size")]
    [InlineData("show 7", "GET /api/v1/torrents/7")]
    [InlineData("files 7", "GET /api/v1/torrents/7/files")]
    [InlineData("peers 7", "GET /api/v1/torrents/7/peers")]
    [InlineData("trackers 7", "GET /api/v1/torrents/7/trackers")]
    [InlineData("start 7 abcdef", "POST /api/v1/torrents/actions",
        """{"action":"start","ids":["7","abcdef"],"all":false}""")]
    [InlineData("stop --all", "POST /api/v1/torrents/actions", """{"action":"stop","all":true}""")]
    [InlineData("stop --filter tag:a", "POST /api/v1/torrents/actions",
        """{"action":"stop","filter":"tag:a","all":false}""")]
    [InlineData("change 7 --category tv --force on --ratio none --then remove-data", "PATCH /api/v1/torrents/7",
        """{"forced":true,"shareLimits":{"ratio":-1,"action":"removeWithData"},"category":"tv"}""")]
    [InlineData("change 7 --seeding-time 2h", "PATCH /api/v1/torrents/7", """{"shareLimits":{"seedingTimeS":7200}}""")]
    [InlineData("queue 7 top", "POST /api/v1/queue/moves", """{"direction":"top","ids":[7]}""")]
    [InlineData("rename 7 b --path a", "POST /api/v1/torrents/7/files/rename", """{"from":"a","to":"b"}""")]
    [InlineData("category list", "GET /api/v1/categories")]
    [InlineData("category set tv/kids -d /srv", "PUT /api/v1/categories/tv/kids", """{"destination":"/srv"}""")]
    [InlineData("category remove tv", "DELETE /api/v1/categories/tv")]
    [InlineData("jobs", "GET /api/v1/jobs")]
    [InlineData("recheck 7", "POST /api/v1/torrents/actions", """{"action":"recheck","ids":["7"],"all":false}""")]
    [InlineData("announce 7", "POST /api/v1/torrents/actions", """{"action":"announce","ids":["7"],"all":false}""")]
    [InlineData("remove 7", "POST /api/v1/torrents/actions", """{"action":"remove","ids":["7"],"all":false}""")]
    [InlineData("remove --data 7", "POST /api/v1/torrents/actions",
        """{"action":"removeWithData","ids":["7"],"all":false}""")]
    [InlineData("move 7 /srv/x", "POST /api/v1/torrents/7/move", """{"destination":"/srv/x"}""")]
    [InlineData("rename 7 @n", "POST /api/v1/torrents/7/rename", """{"name":"@n"}""")]
    [InlineData("priority 7 0,2 Low", "PUT /api/v1/torrents/7/priorities",
        """{"rules":[{"files":"0","priority":"low"},{"files":"2","priority":"low"}]}""")]
    [InlineData("limit 7 --down 1k --up none", "PUT /api/v1/torrents/7/limits",
        """{"downloadLimitBytesPerSecond":1000,"uploadLimitBytesPerSecond":0}""")]
    [InlineData("limit 7 --sequential off", "PUT /api/v1/torrents/7/limits", """{"sequential":false}""")]
    [InlineData("tag 7 --add a --remove linux", "PUT /api/v1/torrents/7/tags", """{"tags":["a"]}""")]
    [InlineData("tag 7 --add a", "PUT /api/v1/torrents/7/tags", """{"tags":["linux","a"]}""")]
    [InlineData("tag 7 --clear", "PUT /api/v1/torrents/7/tags", """{"tags":[]}""")]
    [InlineData("events --since 5", "GET /api/v1/journal?since=5")]
    [InlineData("errors", "GET /api/v1/journal?since=0")]
    [InlineData("errors clear", "DELETE /api/v1/journal")]
    [InlineData("settings get", "GET /api/v1/settings")]
    [InlineData("settings set a.b=c=d e=", "PATCH /api/v1/settings", """{"values":{"a.b":"c=d","e":""}}""")]
    [InlineData("settings unset a.b", "PATCH /api/v1/settings", """{"values":{"a.b":null}}""")]
    [InlineData("stats", "GET /api/v1/server")]
    [InlineData("stats --json", "GET /api/v1/stats")]
    [InlineData("network", "GET /api/v1/network")]
    [InlineData("shutdown", "POST /api/v1/shutdown")]
    [InlineData("token create --role control --name n", "POST /api/v1/tokens", """{"name":"n","role":"control"}""")]
    [InlineData("token create --role read --qbittorrent 5.2", "POST /api/v1/tokens",
        """{"name":"","role":"read","qBittorrentManners":"5.2"}""")]
    [InlineData("token create --role read --category tv", "POST /api/v1/tokens",
        """{"name":"","role":"read","category":"tv"}""")]
    [InlineData("user add alice --role control --category tv", "POST /api/v1/users",
        """{"name":"alice","password":"secret of alice","role":"control","category":"tv"}""")]
    [InlineData("user list", "GET /api/v1/users")]
    [InlineData("user password alice --password-file -", "PUT /api/v1/users/alice/password",
        """{"password":"secret of alice"}""")]
    [InlineData("user remove alice", "DELETE /api/v1/users/alice")]
    [InlineData("token list", "GET /api/v1/tokens")]
    [InlineData("token revoke t1", "DELETE /api/v1/tokens/t1")]
    public async Task Asks_the_server_for_it(string line, string request, string body = "")
    {
        await using LoopbackServer server = await StartAsync();
        _terminal.Input = "secret of alice\n";
        Ran ran = await _terminal.RunAsync(line.Split(' '));
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Received last = server.Requests.Last();
        Assert.Equal((request, body), (last.Line, last.Body));
        Assert.Equal("Bearer gst_local", last.Authorization);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("show 7")]
    [InlineData("files 7")]
    [InlineData("events")]
    [InlineData("settings get")]
    [InlineData("stats")]
    [InlineData("token list")]
    [InlineData("user list")]
    [InlineData("start 7")]
    [InlineData("limit 7 --up 1k")]
    public async Task Prints_the_APIs_JSON(string line)
    {
        await using LoopbackServer server = await StartAsync();
        Ran ran = await _terminal.RunAsync([.. line.Split(' '), "--json"]);
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Equal(1, ran.Out.Count(c => c == '\n'));
        JsonDocument.Parse(ran.Out).Dispose();
    }

    [Fact]
    public async Task The_list_is_tab_separated_where_no_terminal_is()
    {
        await using LoopbackServer server = await StartAsync();
        Ran ran = await _terminal.RunAsync("list");
        Assert.Equal(
            "ID\tSTATE\tDONE\tSIZE\tDOWN\tUP\tETA\tRATIO\tPEERS\tNAME\n"
            + "7\tdownloading\t50.0%\t2.0 KiB\t1.5 MiB/s\t-\t2m 5s\t0.25\t3\tdebian.iso\n",
            ran.Out);
        Assert.Equal(ran, await _terminal.RunAsync("list", "--filter", "downloading"));
    }

    [Fact]
    public async Task A_terminal_gets_an_aligned_table_without_harmful_names()
    {
        _terminal.IsInteractive = true;
        await using LoopbackServer server = await StartAsync(name: "evil\\u001b[2J\\nname");
        Ran ran = await _terminal.RunAsync("list");
        const string bold = "\u001b[1m";
        string[] lines = ran.Out.Replace(bold, "", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("evil�[2J�", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain('\t', ran.Out);
        Assert.Equal(lines[0].IndexOf("NAME", StringComparison.Ordinal),
            lines[1].IndexOf("evil", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', (await _terminal.RunAsync("show", "7")).Out);
    }

    [Fact]
    public async Task The_terminals_table_is_cut_and_never_wrapped()
    {
        _terminal.IsInteractive = true;
        await using LoopbackServer server = await StartAsync(name: new string('n', 300));
        Ran ran = await _terminal.RunAsync("list");
        string[] lines = ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(80, lines[1].Length);
        Assert.EndsWith("nnn…", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_show_priorities_and_shares()
    {
        await using LoopbackServer server = await StartAsync();
        Ran ran = await _terminal.RunAsync("files", "7");
        Assert.Equal(
            "INDEX\tPRIORITY\tDONE\tSIZE\tPATH\n0\thigh\t50.0%\t10 B\td/a.txt\n1\tskip\t100.0%\t0 B\td/b.bin\n",
                ran.Out);
    }

    [Fact]
    public async Task Add_sends_files_links_and_options()
    {
        await using LoopbackServer server = await StartAsync();
        _terminal.Write("a.torrent", "d4:infodee");
        string hash = new('a', 40);
        Ran ran = await _terminal.RunAsync(
            "add", "a.torrent", hash, "--paused", "--files", "0,1", "--files", "*.txt", "-d", "sub", "--peer", "h:1");
        Assert.Equal((0, "Added 7 debian.iso\nAdded 7 debian.iso\n"), (ran.Code, ran.Out));
        string rest = $",\"paused\":true,\"destination\":\"{_terminal.Home}/sub\","
            + """
              "files":["0","1","*.txt"],"sequential":false,"peers":["h:1"],
              """
            + """
              "forced":false,"toTop":false,"firstLastFirst":false,"skipCheck":false,"followsCategory":false}
              """;
        Assert.Equal(
            ["{\"torrentFile\":\"ZDQ6aW5mb2RlZQ==\"" + rest, $"{{\"uri\":\"magnet:?xt=urn:btih:{hash}\"" + rest],
            server.Requests.Select(r => r.Body),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_torrent_that_is_there_gets_the_peers_all_the_same()
    {
        await using LoopbackServer server = await StartAsync(addStatus: 200);
        Ran ran = await _terminal.RunAsync("add", "magnet:?x", "--peer", "h:1");
        Assert.Equal((0, "Already there: 7 debian.iso\n"), (ran.Code, ran.Out));
        Assert.Equal("""{"peers":["h:1"]}""", server.Requests.Last().Body);
    }

    [Theory]
    [InlineData("missing.torrent", "no such file")]
    [InlineData(".", "this is a folder")]
    [InlineData("empty.torrent", "no size of a .torrent file")]
    [InlineData("ftp://h/x.torrent", "ftp:// addresses are not supported")]
    [InlineData("file://elsewhere/x.torrent", "no file of this machine")]
    [InlineData("pipe", "no regular file but a pipe")]
    public async Task Add_tells_what_is_wrong_with_a_file(string path, string part)
    {
        await using LoopbackServer server = await StartAsync();
        _terminal.Write("empty.torrent", "");
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_terminal.Home, "pipe")]))
            await pipe.WaitForExitAsync();
        Ran ran = await _terminal.RunAsync("add", path);
        Assert.Equal((1, ""), (ran.Code, ran.Out));
        Assert.Contains(part, ran.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Add_goes_on_after_a_file_that_is_no_use_and_takes_file_addresses()
    {
        await using LoopbackServer server = await StartAsync();
        string path = _terminal.Write("a.torrent", "d4:infodee");
        Ran ran = await _terminal.RunAsync("add", "missing.torrent", "file://" + path);
        Assert.Equal((1, "Added 7 debian.iso\n"), (ran.Code, ran.Out));
        Assert.StartsWith("gstctl: missing.torrent: there is no such file; give a", ran.Error);
    }

    [Fact]
    public async Task All_means_every_torrent_of_the_list()
    {
        await using LoopbackServer server = await StartAsync();
        await _terminal.RunAsync("move", "--all", "/x");
        Assert.Equal(
            ["GET /api/v1/torrents", "POST /api/v1/torrents/7/move"],
                server.Requests.Select(r => r.Line), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_torrent_file_is_written_and_replaces_none_unasked()
    {
        await using LoopbackServer server = await StartAsync();
        string path = _terminal.Write("there.torrent", "mine");
        Ran refused = await _terminal.RunAsync("export", "7", path);
        Assert.Equal(1, refused.Code);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(path));
        Assert.Equal(0, (await _terminal.RunAsync("export", "7", path, "--force")).Code);
        Assert.Equal("d4:infodee", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Errors_leaves_out_what_is_only_good_to_know()
    {
        string page = Samples.Journal.Replace("]}", ",", StringComparison.Ordinal)
            + """{"sequence":3,"timeUnixMs":1,"severity":"information","kind":"k","text":"fine"}]}""";
        await using LoopbackServer server = await StartAsync(journal: page);
        Assert.Contains("fine", (await _terminal.RunAsync("events")).Out, StringComparison.Ordinal);
        Ran errors = await _terminal.RunAsync("errors");
        Assert.Contains("disk-full", errors.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("fine", errors.Out, StringComparison.Ordinal);
    }

    private async Task<LoopbackServer> StartAsync(
        string? name = null, int addStatus = 201, string journal = Samples.Journal)
    {
        string Named(string json) => name is null ? json : json.Replace("debian.iso", name, StringComparison.Ordinal);
        LoopbackServer server = await LoopbackServer.StartAsync(context => Route(context) switch
        {
            ("GET", "torrents") => context.AnswerAsync(200, Named(Samples.List)),
            ("POST", "torrents") => context.AnswerAsync(addStatus, Named(Samples.Torrent)),
            (_, "torrents/actions") => context.AnswerAsync(200, Samples.Action),
            (_, "torrents/7/files" or "torrents/7/priorities") => context.AnswerAsync(200, Files),
            ("GET", "torrents/7/peers" or "torrents/7/trackers") => context.AnswerAsync(200, "[]"),
            ("GET", "tokens" or "users" or "categories" or "jobs") => context.AnswerAsync(200, "[]"),
            ("POST", "tokens") => context.AnswerAsync(201, Samples.Token),
            ("POST", "users") => context.AnswerAsync(201, Samples.User),
            ("PUT", "users/alice/password") => context.AnswerAsync(204, ""),
            ("GET", "journal") => context.AnswerAsync(200, journal),
            (_, "settings") => context.AnswerAsync(200, Samples.Settings),
            ("GET", "stats") => context.AnswerAsync(200, Samples.Stats),
            ("GET", "network") => context.AnswerAsync(200, """{"peerPort":51413,"interfaces":[]}"""),
            ("GET", "server") => context.AnswerAsync(200, Samples.Server),
            ("PUT", "categories/tv/kids") => context.AnswerAsync(201, """{"name":"tv/kids","destination":"/srv"}"""),
            ("GET", "torrents/7/torrent-file") => context.AnswerAsync(200, "d4:infodee"),
            ("DELETE", _) or (_, "shutdown" or "queue/moves") => context.AnswerAsync(204, ""),
            _ => context.AnswerAsync(200, Named(Samples.Torrent)),
        });
        _terminal.WriteState("gst_local", server.Url);
        return server;
    }

    private static (string Method, string Route) Route(HttpContext context) =>
        (context.Request.Method, context.Request.Path.Value!["/api/v1/".Length..]);
}
