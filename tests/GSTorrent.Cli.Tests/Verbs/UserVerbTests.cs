namespace GSTorrent.Cli.Tests.Verbs;

public sealed class UserVerbTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_password_is_read_from_the_first_line_of_a_file_and_never_shown()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(201, Samples.User);
        _terminal.WriteState("gst_local", server.Url);
        _terminal.Write("secret", "first line\nsecond line\n");
        Ran ran = await _terminal.RunAsync("user", "add", "alice", "--role", "control", "--password-file", "secret");
        Assert.Equal((0, "Added alice.\n", ""), (ran.Code, ran.Out, ran.Error));
        Assert.Contains("\"password\":\"first line\"", server.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task Without_a_password_nothing_is_asked_of_the_server(string input)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(201, Samples.User);
        _terminal.WriteState("gst_local", server.Url);
        _terminal.Input = input;
        Ran ran = await _terminal.RunAsync("user", "password", "alice");
        Assert.Equal((1, "gstctl: no password was given\n"), (ran.Code, ran.Error));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_list_shows_who_may_do_what()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(200, $"[{Samples.User}]");
        _terminal.WriteState("gst_local", server.Url);
        Ran ran = await _terminal.RunAsync("user", "list");
        Assert.Equal("ROLE\tCREATED\tLAST USED\tCATEGORY\tNAME", ran.Out.Split('\n')[0]);
        Assert.Matches("^control\t[^\t]+\tnever\ttv\talice$", ran.Out.Split('\n')[1]);
    }
}
