using GSTorrent.Application.Journal;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

/// <summary>What one request may add, and what the journal keeps of it, which all can read.</summary>
public sealed class AddLimitTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task More_than_100_URLs_are_refused_and_nothing_is_told()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string text = await server.PostAsync("torrents/add", 400, ("urls", Lines(101)));
        Assert.Equal("A request adds at most 100 URLs, not 101: nothing was added.", text);
        Assert.Empty(Told(server));
    }

    [Fact]
    public async Task All_that_fail_are_one_entry_of_the_journal()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Assert.Equal("Fails.", await server.PostAsync("torrents/add", 200, ("urls", Lines(100))));
        string told = Assert.Single(Told(server));
        Assert.StartsWith("http://127.0.0.1/…/0.torrent was not added: ", told, StringComparison.Ordinal);
        Assert.EndsWith("; and 95 more were not added.", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://joe:hunter2@127.0.0.1/x.torrent", "http://127.0.0.1/x.torrent")]
    [InlineData($"http://127.0.0.1/rss/download/12/{Key}/name.torrent", "http://127.0.0.1/…/name.torrent")]
    [InlineData($"http://127.0.0.1/{Key}", "http://127.0.0.1/…")]
    [InlineData($"http://127.0.0.1/x.torrent?passkey={Key}#{Key}", "http://127.0.0.1/x.torrent")]
    [InlineData($"magnet:?tr=http://tr/{Key}/announce&xt=urn:btih:none", "magnet:?…")]
    [InlineData($"magnet:?xt={Key}&as=http://joe:hunter2@tr/", "magnet:?…")]
    [InlineData($"ftp://joe:hunter2@host/{Key}/x", "ftp://host/…")]
    [InlineData($"joe:hunter2@host/{Key}", "…")]
    public async Task No_secret_of_an_address_is_in_the_journal(string address, string shown)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Assert.Equal("Fails.", await server.PostAsync("torrents/add", 200, ("urls", address)));
        Assert.StartsWith(shown + " was not added: ", Assert.Single(Told(server)), StringComparison.Ordinal);
        foreach (string text in server.Host.Journal.Since(0).Entries.Select(entry => entry.Text))
        {
            Assert.DoesNotContain(Key, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("hunter2", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string Lines(int count) =>
        string.Join('\n', Enumerable.Range(0, count).Select(i => $"http://127.0.0.1/of/{i}.torrent"));

    private static string[] Told(RunningServer server) =>
    [
        .. server.Host.Journal.Since(0).Entries.Where(one => one.Kind == JournalKinds.TorrentRefused)
            .Select(one => one.Text),
    ];
}
