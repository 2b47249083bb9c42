using GSTorrent.MetainfoFormat;

namespace GSTorrent.Cli.Tests.Verbs;

/// <summary><c>add</c> tells which names the server has changed, and asks only if there may be some.</summary>
public sealed class AddNamesTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("odd/_CON", "1 of 2 files have names that not every system can store; here they are called odd/_CON")]
    [InlineData("odd/CON", "")]
    public async Task Names_that_the_server_has_changed_are_told(string name, string note)
    {
        await using LoopbackServer server = await StartAsync(name);
        _terminal.Write("odd/a.txt", "content");
        _terminal.Write("odd/CON", "more");
        await _terminal.RunAsync("create", "odd");
        Ran ran = await _terminal.RunAsync("add", "odd.torrent");
        Assert.Equal((0, "Added 7 debian.iso\n"), (ran.Code, ran.Out));
        Assert.Equal(note.Length > 0 ? $"gstctl: note: debian.iso: {note}\n" : "", ran.Error);
        Assert.Equal("GET /api/v1/torrents/7/files", server.Requests.Last().Line);
    }

    [Fact]
    public async Task A_torrent_with_plain_names_costs_one_request()
    {
        await using LoopbackServer server = await StartAsync("odd/CON");
        _terminal.Write("odd/a.txt", "content");
        await _terminal.RunAsync("create", "odd");
        Ran ran = await _terminal.RunAsync("add", "odd.torrent");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Create_tells_which_names_may_stay_and_which_have_to_change()
    {
        _terminal.Write("odd/CON", "content");
        _terminal.Write("odd/tab\there", "more");
        Ran ran = await _terminal.RunAsync("create", "odd");
        Assert.Equal(0, ran.Code);
        Assert.Contains("it becomes odd/_CON; where it lies already, as here, it may keep its name", ran.Error);
        Assert.Contains("it becomes odd/tab_here; to seed it from here, call it so", ran.Error);
        byte[] made = await File.ReadAllBytesAsync(Path.Combine(_terminal.Home, "odd.torrent"));
        Assert.True(Metainfo.TryParse(made, out _, out _));
    }

    private async Task<LoopbackServer> StartAsync(string name)
    {
        string files = $$"""
            [{"index":0,"path":"{{name}}","length":4,"done":0,"priority":"normal"},
            {"index":1,"path":"odd/a.txt","length":7,"done":0,"priority":"normal"}]
            """;
        LoopbackServer server = await LoopbackServer.StartAsync(context =>
            context.Request.Path.Value!.EndsWith("/files", StringComparison.Ordinal)
                ? context.AnswerAsync(200, files)
                : context.AnswerAsync(201, Samples.Torrent));
        _terminal.WriteState("gst_local", server.Url);
        return server;
    }
}
