namespace GSTorrent.Cli.Tests.Verbs;

public sealed class RemoveVerbTests : IDisposable
{
    private const string One = "1111111111111111111111111111111111111111";
    private const string Two = "2222222222222222222222222222222222222222";
    private const string Removed =
        $$"""[{"id":"7","infoHash":"{{One}}","journalSince":5},{"id":"8","infoHash":"{{Two}}","journalSince":4}]""";

    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task It_waits_until_the_journal_tells_what_stays()
    {
        int asked = 0;
        await using LoopbackServer server = await StartAsync(() => Interlocked.Increment(ref asked) == 1
            ? Page(6, Entry(5, One, "torrent-removed", "a was removed."), Entry(6, One, "content-shared", "b uses 1."))
            : Page(9, Entry(7, One, "content-deleted", "a is deleted."), Entry(8, Two, "content-deleted", "c too.")));
        Ran ran = await _terminal.RunAsync("remove", "7", "8", "--data");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Equal("Removed 2 torrents.\nb uses 1.\na is deleted.\nc too.\n", ran.Out);
        Assert.Equal(
            "?since=4 ?since=6",
            string.Join(' ', server.Requests.Where(one => one.Method is "GET").Select(one => one.Query)));
    }

    [Fact]
    public async Task Content_that_is_still_there_is_an_error_that_tells_why()
    {
        await using LoopbackServer server = await StartAsync(() => Page(
            9, Entry(6, One, "content-kept", "a was not deleted: no right."), Entry(7, Two, "content-deleted", "c.")));
        Ran ran = await _terminal.RunAsync("remove", "7", "8", "--data");
        Assert.Equal((1, "gstctl: a was not deleted: no right.\n"), (ran.Code, ran.Error));
    }

    [Fact]
    public async Task Nobody_waits_for_ever()
    {
        _terminal.Time = new HastyClock();
        await using LoopbackServer server = await StartAsync(() => Page(6));
        Ran ran = await _terminal.RunAsync("remove", "7", "8", "--data");
        Assert.Equal(0, ran.Code);
        Assert.Contains("2 torrents is still being deleted", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Removed, "--no-wait")]
    [InlineData("""[{"id":"7"},{"id":"8"}]""")]
    public async Task Without_waiting_it_says_who_tells(string answer, params string[] options)
    {
        await using LoopbackServer server = await StartAsync(() => Page(9), answer);
        Ran ran = await _terminal.RunAsync(["remove", "7", "8", "--data", .. options]);
        Assert.Equal(0, ran.Code);
        Assert.EndsWith("'gstctl events' tells what stays.\n", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, one => one.Path.EndsWith("journal", StringComparison.Ordinal));
    }

    private async Task<LoopbackServer> StartAsync(Func<string> journal, string answer = Removed)
    {
        LoopbackServer server = await LoopbackServer.StartAsync(context =>
            context.AnswerAsync(200, context.Request.Method is "POST" ? answer : journal()));
        _terminal.WriteState("gst_local", server.Url);
        return server;
    }

    private static string Page(long cursor, params string[] entries) =>
        $$"""{"cursor":{{cursor}},"entries":[{{string.Join(',', entries)}}]}""";

    private static string Entry(long sequence, string infoHash, string kind, string text) =>
        $$"""
        {"sequence":{{sequence}},"timeUnixMs":1,"severity":"information","kind":"{{kind}}","infoHash":"{{infoHash}}",
        "text":"{{text}}"}
        """;

    /// <summary>Whatever is waited for has come.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
