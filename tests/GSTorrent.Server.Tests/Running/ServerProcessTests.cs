using GSTorrent.Api.Contracts;
using GSTorrent.Client;

namespace GSTorrent.Server.Tests.Running;

public sealed class ServerProcessTests
{
    [Fact]
    public async Task It_tells_its_facts_answers_a_client_and_ends_with_SIGTERM()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        Assert.StartsWith("http://127.0.0.1:", server.ControlUrl, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(server.Root, "downloads"), server.Fact("destination"));
        using (GSTorrentClient client = server.Connect())
        {
            ServerDto facts = await client.GetServerAsync();
            Assert.Equal(server.Fact("peer port"), $"{facts.PeerPort}");
            Assert.True(facts.Offline);
        }

        string control = Path.Combine(server.StateDirectory, "control");
        Assert.Equal(server.ControlUrl + "\n", await File.ReadAllTextAsync(control));
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(OwnerOnly, OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(control));
        await server.SignalAsync("TERM");
        Assert.Equal((0, ""), await server.EndAsync());
        Assert.False(File.Exists(control));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("shutdown")]
    public async Task It_ends_cleanly_in_other_ways_too(string way)
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        using GSTorrentClient client = server.Connect();
        if (way is "shutdown") await client.ShutdownAsync();
        else await server.SignalAsync(way);
        Assert.Equal((0, ""), await server.EndAsync());
    }

    [Theory]
    [InlineData("/dev/full")]
    [InlineData("&-")]
    public async Task It_runs_on_when_its_output_cannot_be_written(string target)
    {
        string[] by = ["sh", "-c", $"exec \"$0\" \"$@\" >{target}"];
        await using ServerProcess server = ServerProcess.Start(ServerProcess.MakeRoot(), ["-p", "0"], by);
        string? complaint = await server.NextComplaintAsync();
        Assert.StartsWith(
            "GSTorrent: warning: cannot write to standard output", complaint, StringComparison.Ordinal);
        await server.SignalAsync("TERM");
        Assert.Equal((0, ""), await server.EndAsync());
    }

    [Fact]
    public async Task A_unix_socket_serves_its_owner()
    {
        string root = ServerProcess.MakeRoot();
        string path = Path.Combine(root, "control.sock");
        await using ServerProcess server = await ServerProcess.ReadyAsync(root, "-h", "unix:" + path, "--no-auth");
        Assert.Equal("unix:" + path, server.ControlUrl);
        using GSTorrentClient client = server.Connect();
        Assert.Equal(0, (await client.GetStatsAsync()).Torrents);
        await server.SignalAsync("TERM");
        Assert.Equal(0, (await server.EndAsync()).Code);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Other_machines_are_told_of_TLS_and_this_one_may_do_without()
    {
        await using ServerProcess server =
            await ServerProcess.ReadyAsync(ServerProcess.MakeRoot(), "-h", "0.0.0.0", "-h", "127.0.0.2");
        Assert.StartsWith("https://0.0.0.0:", server.ControlUrl, StringComparison.Ordinal);
        string control = await File.ReadAllTextAsync(Path.Combine(server.StateDirectory, "control"));
        Assert.Contains("http://127.0.0.2:", control);
        using (GSTorrentClient client = server.Connect()) Assert.Equal(0, (await client.GetStatsAsync()).Torrents);
        string page = await RawConnection.AskAsync(
            server.Port, "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Equal("HTTP/1.1 200 OK", page);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("-p", "x")]
    [InlineData("-p", "70000")]
    [InlineData("--set", "no.such=1")]
    [InlineData("--no-auth", "-h", "0.0.0.0")]
    [InlineData("-h", "http://x")]
    [InlineData("nonsense")]
    public async Task Wrong_options_end_it_with_2_and_one_line(params string[] options)
    {
        await using ServerProcess server = ServerProcess.Start(ServerProcess.MakeRoot(), options);
        (int code, string error) = await server.EndAsync();
        Assert.Equal(2, code);
        Assert.Matches("^GSTorrent: [^\n]+\n$", error);
        Assert.False(Directory.Exists(server.StateDirectory));
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_1_and_one_line()
    {
        await using ServerProcess first = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string port = first.ControlUrl.Split(':')[^1];
        await using ServerProcess second = ServerProcess.Start(ServerProcess.MakeRoot(), "-p", port);
        (int code, string error) = await second.EndAsync();
        Assert.Equal(1, code);
        Assert.Matches($"^GSTorrent: [^\n]*127.0.0.1:{port}[^\n]*\n$", error);
    }

    [Fact]
    public async Task A_state_in_use_ends_it_with_1_and_one_line()
    {
        await using ServerProcess first = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        await using ServerProcess second = first.StartAgain();
        (int code, string error) = await second.EndAsync();
        Assert.Equal(1, code);
        Assert.Matches("^GSTorrent: [^\n]*in use by process[^\n]*\n$", error);
    }

    [Theory]
    [InlineData("--help", "--host")]
    [InlineData("--version", ".")]
    public async Task It_explains_itself(string option, string expected)
    {
        await using ServerProcess server = ServerProcess.Start(ServerProcess.MakeRoot(), option);
        string said = await server.ReadAllAsync();
        Assert.Equal((0, ""), await server.EndAsync());
        Assert.Contains(expected, said, StringComparison.Ordinal);
    }
}
