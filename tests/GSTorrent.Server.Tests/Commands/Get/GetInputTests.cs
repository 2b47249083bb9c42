using System.Net;
using GSTorrent.Peers.Running;

namespace GSTorrent.Server.Tests.Commands.Get;

public sealed class GetInputTests : IDisposable
{
    private const string Magnet = "magnet:?xt=urn:btih:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "nope.torrent", "get", "nope.torrent")]
    [InlineData(1, "broken.torrent: this is no valid .torrent file", "get", "broken.torrent")]
    [InlineData(1, "magnet:?xt=urn:btih:zz", "get", "magnet:?xt=urn:btih:zz")]
    [InlineData(1, "this is a folder", "get", ".")]
    [InlineData(1, "there is no such file", "get", "nope.torrent")]
    [InlineData(1, "pipe: this is no regular file but a pipe", "get", "pipe")]
    [InlineData(1, "/dev/null: this is no regular file", "get", "/dev/null")]
    [InlineData(1, "ftp:// addresses are not supported", "get", "ftp://h/x.torrent")]
    [InlineData(1, "http://: this is no valid address", "get", "http://")]
    [InlineData(1, "the name is empty", "get", "")]
    [InlineData(1, "directory /proc/x: nothing new can be made in /proc", "get", "-d", "/proc/x", Magnet)]
    [InlineData(1, "broken.torrent is a file", "get", "-d", "broken.torrent", Magnet)]
    [InlineData(1, "broken.torrent is a file", "get", "-d", "broken.torrent/x", Magnet)]
    [InlineData(1, "cannot write /proc/x.torrent: nothing new can be made in /proc", "create", "broken.torrent", "-o",
        "/proc/x.torrent")]
    [InlineData(2, "needs URI", "get")]
    [InlineData(2, "'nohost' is not HOST:PORT", "get", "x", "--peer", "nohost")]
    [InlineData(2, "'a:99999' is not HOST:PORT", "get", "x", "--peer", "a:99999")]
    [InlineData(2, "'70000' is not a port", "get", "x", "--peer-port", "70000")]
    [InlineData(2, "no.such", "get", "x", "--set", "no.such=1")]
    [InlineData(2, "transfers.upload-limit", "get", "x", "--set", "transfers.upload-limit=fast")]
    [InlineData(2, "'novalue' is not NAME=VALUE", "get", "x", "--set", "novalue")]
    [InlineData(2, "--nope", "get", "x", "--nope")]
    public async Task Errors_are_one_line_and_name_what_is_wrong(int exitCode, string says, params string[] args)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "broken.torrent"), "d4:infoi1");
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_folder.Path, "pipe")]))
            await pipe.WaitForExitAsync();
        CommandRun run = await CommandRun.RunAsync(_folder.Path, args);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.Contains(says, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_answers_with_an_error_is_named()
    {
        using var server = new HttpListener();
        string url = $"http://127.0.0.1:{PeerAddresses.FreePort(IPAddress.Loopback)}/";
        server.Prefixes.Add(url);
        server.Start();
        Task answering = AnswerNotFoundAsync(server);
        CommandRun run = await CommandRun.RunAsync(_folder.Path, ["get", url + "x.torrent"]);
        await answering;
        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(run.ErrorLines);
        Assert.Contains($"{url}x.torrent: the server answers 404", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_before_anything_has_begun_is_130()
    {
        CommandRun run = await CommandRun.RunAsync(
            _folder.Path, ["get", "http://127.0.0.1:9/x.torrent"], new CancellationToken(canceled: true));
        Assert.Equal(130, run.ExitCode);
    }

    private static async Task AnswerNotFoundAsync(HttpListener server)
    {
        HttpListenerContext request = await server.GetContextAsync();
        request.Response.StatusCode = (int)HttpStatusCode.NotFound;
        request.Response.Close();
    }
}
