using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class TorrentFetcherTests
{
    private static readonly (string, string) Allowed = ("network.private-url-hosts", "127.0.0.1");

    [Fact]
    public async Task A_torrent_is_added_by_its_url_and_through_redirects()
    {
        using var sample = new SampleTorrent(41, 16_384, ("x", 5));
        using var server = new WebServer();
        server.Add("/x.torrent?key=secret", sample.TorrentFile);
        server.AddRedirect("/one", "/two");
        server.AddRedirect("/two", server.UrlOf("/x.torrent?key=secret"));
        await using HostFolder host = await HostFolder.OpenAsync(Allowed);
        var command = new AddTorrentCommand { Uri = server.UrlOf("/one"), Paused = true };
        Assert.Equal("x", (await host.AddAsync(command)).Name);
    }

    [Fact]
    public async Task A_redirect_to_a_magnet_link_is_taken()
    {
        using var sample = new SampleTorrent(42, 16_384, ("x", 5));
        using var server = new WebServer();
        server.AddRedirect("/one", sample.Magnet + "&dn=shown");
        await using HostFolder host = await HostFolder.OpenAsync(Allowed);
        Assert.Equal("shown", (await host.AddAsync(new AddTorrentCommand { Uri = server.UrlOf("/one") })).Name);
    }

    [Fact]
    public async Task Addresses_of_the_servers_own_networks_are_refused_before_a_byte_is_sent()
    {
        using var server = new WebServer();
        await using HostFolder host = await HostFolder.OpenAsync();
        foreach (string name in new[] { "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433" })
        {
            string url = server.UrlOf("/x").Replace("127.0.0.1", name, StringComparison.Ordinal);
            AppError? error = await AddAsync(host, url);
            Assert.Equal("address-invalid", error?.Code);
            Assert.Contains("network.private-url-hosts", error!.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_looked_at_anew()
    {
        using var server = new WebServer();
        server.AddRedirect("/one", server.UrlOf("/two").Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await using HostFolder host = await HostFolder.OpenAsync(Allowed);
        Assert.Equal("address-invalid", (await AddAsync(host, server.UrlOf("/one")))?.Code);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task What_cannot_be_fetched_has_its_code_and_keeps_the_query_secret()
    {
        using var server = new WebServer();
        server.AddRedirect("/round", "/round");
        server.AddRedirect("/file", "file:///etc/passwd");
        server.Add("/page", "<html>"u8.ToArray(), "text/html");
        server.Answers["/broken"] = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nd"u8.ToArray();
        await using HostFolder host = await HostFolder.OpenAsync(Allowed);
        string secret = server.UrlOf("/secret/none?passkey=secret");
        AppError? missing = await AddAsync(host, secret.Replace("//", "//joe:secret@", StringComparison.Ordinal));
        Assert.Equal("fetch-failed", missing?.Code);
        Assert.DoesNotContain("secret", missing!.Message, StringComparison.Ordinal);
        Assert.Equal("fetch-failed", (await AddAsync(host, server.UrlOf("/file")))?.Code);
        Assert.Equal("fetch-failed", (await AddAsync(host, server.UrlOf("/broken")))?.Code);
        Assert.Equal("torrent-invalid", (await AddAsync(host, server.UrlOf("/page")))?.Code);
        int before = server.Requests;
        Assert.Equal("fetch-failed", (await AddAsync(host, server.UrlOf("/round")))?.Code);
        Assert.Equal(6, server.Requests - before);
    }

    [Fact]
    public async Task A_body_without_end_is_cut()
    {
        using var server = new WebServer();
        server.Add("/big", new byte[(64 * 1024 * 1024) + 1]);
        await using HostFolder host = await HostFolder.OpenAsync(Allowed);
        AppError? error = await AddAsync(host, server.UrlOf("/big"));
        Assert.Equal("fetch-failed", error?.Code);
        Assert.Contains("larger", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_many_are_fetched_or_wait_for_one_caller_and_for_all()
    {
        using var web = new HeldWeb();
        using var stop = new CancellationTokenSource();
        await using HostFolder host = await HostFolder.OpenAsync(Allowed);
        var asked = new List<Task<AppError?>>();
        for (int i = 0; i < 200; i++) asked.Add(AddAsync(host, web.UrlOf("/a"), "a", stop.Token));
        AppError? busy = await AddAsync(host, web.UrlOf("/a"), "a");
        Assert.Equal("busy", busy?.Code);
        Assert.Contains("200 torrents are to be fetched for you", busy!.Message, StringComparison.Ordinal);
        for (int i = 0; i < 200; i++) asked.Add(AddAsync(host, web.UrlOf("/b"), $"b{i}", stop.Token));
        busy = await AddAsync(host, web.UrlOf("/c"), "c");
        Assert.Equal("busy", busy?.Code);
        Assert.Contains("400 torrents are to be fetched for all", busy!.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        foreach (Task<AppError?> one in asked) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Task<AppError?> next = AddAsync(host, web.UrlOf("/next"), "a");
        while (await web.NextAsync() != "/next")
        {
        }

        web.AnswerAll();
        Assert.Equal("fetch-failed", (await next)?.Code);
    }

    [Fact]
    public async Task Four_are_fetched_at_once_three_of_them_for_one_caller()
    {
        using var web = new HeldWeb();
        await using HostFolder host = await HostFolder.OpenAsync(Allowed);
        var asked = new List<Task<AppError?>>();
        for (int i = 0; i < 8; i++) asked.Add(AddAsync(host, web.UrlOf("/a"), "a"));
        for (int i = 0; i < 3; i++) Assert.Equal("/a", await web.NextAsync());

        // Three are held, so the fourth that comes would be a further one of "a" if it had more.
        for (int i = 0; i < 4; i++) asked.Add(AddAsync(host, web.UrlOf("/b"), "b"));
        Assert.Equal("/b", await web.NextAsync());
        asked.Add(AddAsync(host, web.UrlOf("/c"), "c"));
        var turns = new List<string>();
        for (int left = asked.Count; left > 4; left--)
        {
            Assert.Equal(4, web.Held);
            Assert.False(web.IsAnyWaiting);
            web.AnswerOldest();
            turns.Add(await web.NextAsync());
        }

        // Who has none comes first.
        Assert.Equal("/c", turns[0]);
        Assert.Equal((5, 3), (turns.Count(turn => turn == "/a"), turns.Count(turn => turn == "/b")));
        web.AnswerAll();
        foreach (Task<AppError?> one in asked) Assert.Equal("fetch-failed", (await one)?.Code);
    }

    [Theory]
    [InlineData("https://h/a/b/some.iso.torrent?x=1", "https://h/…/some.iso.torrent")]
    [InlineData("http://[::1]:81/", "http://[::1]:81/")]
    [InlineData("http://h/AbCdEfGh-_123456", "http://h/…")]
    [InlineData("http://h/AbCdEfGh-_123456.torrent", "http://h/…")]
    [InlineData("http://h/get/a1b2c3", "http://h/…")]
    [InlineData("http://h/a b c d e f g h i j k l m n o p q r s t u v w", "http://h/…")]
    [InlineData("magnet:?dn=secret&xt=urn%3Abtih%3A0123456789012345678901234567890123456789&tr=http://t/secret",
        "magnet:?xt=urn:btih:0123456789012345678901234567890123456789")]
    [InlineData("magnet:?xt.1=urn:btih:secret", "magnet:?…")]
    [InlineData("secret", "…")]
    public void Addresses_are_shown_without_what_may_be_secret(string address, string shown) =>
        Assert.Equal(shown, ShownAddress.Of(address));

    private static async Task<AppError?> AddAsync(
        HostFolder host, string url, string owner = "", CancellationToken stop = default) =>
        (await host.Torrents.AddAsync(new AddTorrentCommand { Uri = url, Owner = owner }, stop)).Error;
}
