namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class SetLocationTests
{
    [Fact]
    public async Task After_an_error_the_torrent_still_follows_its_category()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string hash = Samples.Hash(1);
        await server.AddAsync(1, ("category", "tv"), ("autoTMM", "true"));
        Assert.True((bool)(await server.TorrentAsync(hash))["auto_tmm"]!);
        string text = await server.PostAsync("torrents/setLocation", 409, ("hashes", hash), ("location", "/etc"));
        Assert.Contains("/etc", text);
        Assert.True((bool)(await server.TorrentAsync(hash))["auto_tmm"]!);
        string elsewhere = Path.Combine(server.Destination, "elsewhere");
        await server.PostAsync("torrents/setLocation", 200, ("hashes", hash), ("location", elsewhere));
        Assert.False((bool)(await server.TorrentAsync(hash))["auto_tmm"]!);
    }

    [Fact]
    public async Task Where_it_is_already_it_stays_and_follows_no_more()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string hash = Samples.Hash(1);
        await server.AddAsync(1, ("category", "tv"), ("autoTMM", "true"));
        string here = (string)(await server.TorrentAsync(hash))["save_path"]!;
        await server.PostAsync("torrents/setLocation", 200, ("hashes", hash), ("location", here));
        Assert.False((bool)(await server.TorrentAsync(hash))["auto_tmm"]!);
    }
}
