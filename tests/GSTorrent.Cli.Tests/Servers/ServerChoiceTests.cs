using GSTorrent.Cli.Running;
using GSTorrent.Cli.Servers;

namespace GSTorrent.Cli.Tests.Servers;

public sealed class ServerChoiceTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Without_anything_it_is_the_default_address_here()
    {
        ChosenServer server = Choose();
        Assert.Equal("http://127.0.0.1:2255", server.Address.ToString());
        Assert.Null(server.Token);
        Assert.True(server.IsLocal);
        Assert.Equal(Path.Combine(_terminal.StateDir, "token"), server.TokenPath);
    }

    [Theory]
    [InlineData("https://10.0.0.1:1\nhttp://127.0.0.1:9", "http://127.0.0.1:9")]
    [InlineData("http://127.0.0.1:9\nunix:/run/x.sock", "unix:/run/x.sock")]
    [InlineData("https://0.0.0.0:9", "https://127.0.0.1:9")]
    [InlineData("rubbish://\n\n", "http://127.0.0.1:2255")]
    public void The_control_file_tells_where_the_local_server_is(string control, string expected)
    {
        _terminal.WriteState("gst_local", control.Split('\n'));
        ChosenServer server = Choose();
        Assert.Equal(expected, server.Address.ToString());
        Assert.Equal("gst_local", server.Token);
    }

    [Theory]
    [InlineData("STATE_DIRECTORY", "other:more")]
    [InlineData("XDG_STATE_HOME", "xdg")]
    public void The_state_directory_can_be_elsewhere(string variable, string place)
    {
        _terminal[variable] = Path.Combine(_terminal.Home, place);
        string folder = variable is "STATE_DIRECTORY" ? "other" : "xdg/gstorrent";
        _terminal.Write(folder + "/token", "gst_other");
        Assert.Equal("gst_other", Choose().Token);
    }

    [Fact]
    public void The_state_directory_option_beats_the_default_server()
    {
        Save(new ServerBook { Default = "nas" }
            .With(new KnownServer { Name = "nas", Url = "https://nas", Token = "t" }));
        _terminal.Write("state/token", "gst_state");
        Assert.Equal("t", Choose().Token);
        Assert.Equal("gst_state", Choose(stateDir: "state").Token);
    }

    [Fact]
    public void Option_environment_default_local_in_this_order()
    {
        ServerBook book = new();
        foreach (string name in (string[])["a", "b", "c"])
            book = book.With(new KnownServer { Name = name, Url = $"https://{name}.example:1" });
        Save(book with { Default = "c" });
        Assert.Equal("c", Choose().Name);
        _terminal["GSTORRENT_SERVER"] = "b";
        Assert.Equal("b", Choose().Name);
        Assert.Equal("a", Choose("a").Name);
        Assert.Null(Choose("local").Name);
        Assert.Equal("a", Choose("https://a.example:1/").Name);
    }

    [Fact]
    public void The_environment_token_beats_every_other()
    {
        _terminal.WriteState("gst_local", "http://127.0.0.1:9");
        _terminal["GSTORRENT_TOKEN"] = "gst_env";
        Assert.Equal("gst_env", Choose().Token);
        Assert.Equal("gst_env", Choose("https://elsewhere:1").Token);
    }

    [Fact]
    public void The_local_token_goes_to_local_addresses_only()
    {
        _terminal.WriteState("gst_local", "http://127.0.0.1:9");
        Assert.Equal("gst_local", Choose("http://127.0.0.1:9").Token);
        Assert.Null(Choose("http://127.0.0.1:10").Token);
        Assert.Null(Choose("https://evil.example:9").Token);
    }

    [Fact]
    public void A_pin_is_kept_where_it_belongs()
    {
        Save(new ServerBook().With(new KnownServer { Name = "nas", Url = "https://nas:1" }));
        Choose("nas").Pin("f1");
        Choose("https://other:1").Pin("f2");
        Assert.Equal("f1", Choose("nas").Fingerprint);
        Assert.Equal("f2", Choose("https://other:1").Fingerprint);
        Assert.Null(Choose("https://third:1").Fingerprint);
    }

    [Fact]
    public void An_unknown_name_is_no_host()
    {
        var e = Assert.Throws<CliException>(() => Choose("nsa"));
        Assert.Equal(ExitCode.Usage, e.Code);
    }

    private ChosenServer Choose(string? server = null, string? stateDir = null) =>
        new ServerChoice(_terminal.Context, new ServerBookFile(_terminal.BookPath)).Choose(server, stateDir);

    private void Save(ServerBook book) => new ServerBookFile(_terminal.BookPath).Save(book);
}
