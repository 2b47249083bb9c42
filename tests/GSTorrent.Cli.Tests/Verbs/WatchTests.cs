using Microsoft.AspNetCore.Http;

namespace GSTorrent.Cli.Tests.Verbs;

public sealed class WatchTests : IDisposable
{
    private static readonly string _torrent = Samples.Torrent.ReplaceLineEndings("");

    private readonly Terminal _terminal = new();
    private readonly CancellationTokenSource _ctrlC = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _ctrlC.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shows_changes_until_Ctrl_C(bool isInteractive)
    {
        _terminal.IsInteractive = isInteractive;
        await using LoopbackServer server = await StartAsync(
            $$"""{"revision":1,"full":true,"changed":[{{_torrent}}]}""", """{"revision":2,"removed":[7]}""");
        Ran ran = await _terminal.RunAsync(["watch"], _ctrlC.Token, Until("removed", "PEERS"));
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Contains("NAME", ran.Out, StringComparison.Ordinal);
        if (!isInteractive) Assert.EndsWith("debian.iso\n7\tremoved\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_events_as_JSON_lines()
    {
        await using LoopbackServer server = await StartAsync("""{"revision":2,"removed":[7]}""");
        Ran ran = await _terminal.RunAsync(["watch", "--json"], _ctrlC.Token, Until("revision", "}"));
        Assert.Equal("{\"revision\":2,\"full\":false,\"changed\":[],\"removed\":[7]}\n", ran.Out);
    }

    [Fact]
    public async Task Following_the_journal_ends_well_by_Ctrl_C()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(200, Samples.Journal);
        _terminal.WriteState("gst_local", server.Url);
        Ran ran = await _terminal.RunAsync(["events", "-f"], _ctrlC.Token, Until("No room on /srv.", ""));
        Assert.Equal((0, ""), (ran.Code, ran.Error));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_server_is_told_and_asked_again(bool isInteractive)
    {
        _terminal.IsInteractive = isInteractive;
        int connections = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            Interlocked.Increment(ref connections) switch
            {
                1 => SendAsync(context, $$"""{"revision":1,"full":true,"changed":[{{_torrent}}]}"""),
                2 => context.ProblemAsync(503, "shutting-down", "It stops."),
                _ => EndAsync(context),
            });
        _terminal.WriteState("gst_local", server.Url);
        using var output = new StringWriter();
        Ran ran = await _terminal.RunAsync(["watch"], _ctrlC.Token, output);
        string told = isInteractive ? ran.Out : ran.Error;
        Assert.Contains("It stops; trying again", told, StringComparison.Ordinal);
        Assert.Equal(isInteractive, ran.Error.Length == 0);
    }

    [Theory]
    [InlineData("watch")]
    [InlineData("events", "-f")]
    public async Task A_local_server_that_comes_back_on_another_port_is_found_again(params string[] verb)
    {
        bool isWatch = verb is ["watch"];
        await using LoopbackServer elsewhere = await LoopbackServer.StartAsync(context => isWatch
            ? SendAsync(context, $$"""{"revision":2,"changed":[{{_torrent}}]}""")
            : context.AnswerAsync(200, Samples.Journal));
        int asked = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            // Its first answer is its last one: by then another address is written down.
            _terminal.WriteState("gst_new", elsewhere.Url);
            if (Interlocked.Increment(ref asked) > 1) return context.ProblemAsync(503, "shutting-down", "It stops.");
            return isWatch
                ? SendAsync(context, """{"revision":1,"full":true}""")
                : context.AnswerAsync(200, """{"cursor":1,"entries":[]}""");
        });
        _terminal.WriteState("gst_local", server.Url);
        Ran ran = await _terminal.RunAsync(verb, _ctrlC.Token, Until(isWatch ? "debian" : "No room", ""));
        Assert.Equal(0, ran.Code);
        Assert.Equal("Bearer gst_new", elsewhere.Requests.First().Authorization);
    }

    private Task EndAsync(HttpContext context)
    {
        _ctrlC.Cancel();
        return context.ProblemAsync(503, "shutting-down", "It stops.");
    }

    private static async Task SendAsync(HttpContext context, string message)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"event: torrents\ndata: {message}\n\n");
    }

    /// <summary>Output that presses Ctrl-C when both texts were printed.</summary>
    private WatchedWriter Until(string plain, string other) => new WatchedWriter(text =>
    {
        bool isThere = text.Contains(_terminal.IsInteractive ? other : plain, StringComparison.Ordinal);
        if (isThere) _ctrlC.Cancel();
    });

    private async Task<LoopbackServer> StartAsync(params string[] messages)
    {
        LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            foreach (string message in messages)
                await context.Response.WriteAsync($"event: torrents\ndata: {message}\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        _terminal.WriteState("gst_local", server.Url);
        return server;
    }

    private sealed class WatchedWriter(Action<string> written) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            written(ToString());
        }

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            written(ToString());
        }
    }
}
