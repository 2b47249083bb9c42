using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Settings;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class AddByUrlTests : IDisposable
{
    private readonly TcpListener _web = new(IPAddress.Loopback, 0);

    public AddByUrlTests() => _web.Start();

    private string Url => $"http://127.0.0.1:{((IPEndPoint)_web.LocalEndpoint).Port}/some.torrent?passkey=1";

    [Fact]
    public async Task A_torrent_is_fetched()
    {
        await using RunningServer server = await StartAsync(TimeProvider.System);
        Task<string> adding = server.PostAsync("torrents/add", 200, ("urls", Url), ("stopped", "true"));
        await AnswerAsync(Samples.TorrentFile(1));
        Assert.Equal("Ok.", await adding);
        await server.TorrentAsync(Samples.Hash(1));
    }

    [Fact]
    public async Task What_was_fetched_and_is_no_torrent_fails_and_the_journal_tells_why()
    {
        await using RunningServer server = await StartAsync(TimeProvider.System);
        Task<string> adding = server.PostAsync("torrents/add", 200, ("urls", Url));
        await AnswerAsync("no torrent"u8.ToArray());
        Assert.Equal("Fails.", await adding);
        JournalEntry entry =
            server.Host.Journal.Since(0).Entries.Single(one => one.Kind == JournalKinds.TorrentRefused);
        Assert.Contains("some.torrent was not added: The torrent file is not valid", entry.Text);
        Assert.DoesNotContain("passkey", entry.Text);
    }

    [Fact]
    public async Task Nobody_waits_for_a_slow_server()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await using RunningServer server = await StartAsync(clock);
        Task<string> adding = server.PostAsync("torrents/add", 200, ("urls", Url), ("stopped", "true"));
        using TcpClient silent = await _web.AcceptTcpClientAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Ok.", await adding);
    }

    [Fact]
    public async Task In_the_manners_of_5_2_what_is_still_being_fetched_is_pending()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await using RunningServer server = await StartAsync(clock);
        string token = await server.TokenOfAsync(AccessRole.Control, QBittorrentManners.V52);
        var form = new FormUrlEncodedContent([KeyValuePair.Create("urls", Url)]);
        Task<HttpResponseMessage> adding = server.SendAsync("POST", "torrents/add", form, token);
        using TcpClient silent = await _web.AcceptTcpClientAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        using HttpResponseMessage response = await adding;
        JsonNode told = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal((202, 1, 0), ((int)response.StatusCode, (int)told["pending_count"]!, (int)told["success_count"]!));
    }

    [Fact]
    public async Task What_an_address_is_of_is_told_before_anything_is_added()
    {
        await using RunningServer server = await StartAsync(TimeProvider.System);
        Task<string> asking = server.PostAsync("torrents/fetchMetadata", 200, ("source", Url));
        await AnswerAsync(Samples.TorrentFile(1));
        JsonNode told = JsonNode.Parse(await asking)!;
        Assert.Equal(
            (Samples.Hash(1), Samples.Name(1)), ((string?)told["hash"], (string?)told["info"]!["name"]));
        Assert.Equal("0", await server.TextAsync("torrents/count"));
        string saved = await server.PostAsync("torrents/saveMetadata", 200, ("source", Uri.EscapeDataString(Url)));
        Assert.Contains("pieces20:", saved);
    }

    [Fact]
    public async Task What_is_still_being_fetched_is_asked_for_again()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await using RunningServer server = await StartAsync(clock);
        Task<string> asking = server.PostAsync("torrents/fetchMetadata", 202, ("source", Url));
        using TcpClient silent = await _web.AcceptTcpClientAsync();
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("{}", await asking);
    }

    [Fact]
    public async Task An_address_of_something_else_is_no_torrent()
    {
        await using RunningServer server = await StartAsync(TimeProvider.System);
        Task<string> asking = server.PostAsync("torrents/fetchMetadata", 415, ("source", Url));
        await AnswerAsync("nothing"u8.ToArray());
        await asking;
    }

    [Fact]
    public async Task Of_several_one_that_is_new_is_enough()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        const string Hash = "0123456789abcdef0123456789abcdef01234567";
        string urls = $"{Hash}\nnonsense\nmagnet:?xt=urn:btih:{Hash}\n";
        Assert.Equal("Ok.", await server.PostAsync("torrents/add", 200, ("urls", urls), ("stopped", "true")));
        Assert.Equal("Fails.", await server.PostAsync("torrents/add", 200, ("urls", urls)));
        JsonNode torrent = await server.TorrentAsync(Hash);
        Assert.Equal((-1, "stoppedDL"), ((int)torrent["total_size"]!, (string)torrent["state"]!));
    }

    public void Dispose() => _web.Dispose();

    private static async Task<RunningServer> StartAsync(TimeProvider clock)
    {
        RunningServer server = await RunningServer.StartAsync(clock: clock);
        var change = new Dictionary<string, string?> { [NetworkSettings.PrivateUrlHosts.Name] = "127.0.0.1" };
        RunningServer.Valid(await server.Host.Settings.ChangeAsync(change));
        return server;
    }

    private async Task AnswerAsync(byte[] body)
    {
        using TcpClient client = await _web.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        string head = $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
    }
}
