using GSTorrent.Server.Commands;
using GSTorrent.Server.Commands.Get;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Server.Tests.Commands.Get;

public sealed class NamedTorrentsTests
{
    [Fact]
    public void Torrents_that_write_to_the_same_file_are_not_downloaded_together()
    {
        using var first = new SampleTorrent(1, 16_384, ("a", 40_000), ("b", 100));
        using var second = new SampleTorrent(2, 16_384, ("b", 40_000), ("c", 100));
        using var third = new SampleTorrent(3, 16_384, ("d", 40_000), ("e", 100));
        var named = new NamedTorrents();
        Assert.Null(named.ClashOf(SourceOf(first, "first.torrent")));
        CommandError? refused = named.ClashOf(SourceOf(second, "second.torrent"));
        Assert.Contains("second.torrent: first.torrent has the file content/b too", refused?.Message);
        Assert.Null(named.ClashOf(SourceOf(third, "third.torrent")));
        Assert.Null(named.ClashOf(new TorrentSource("magnet:?", second.Metainfo.InfoHash, "m", TorrentFile: null)));
    }

    private static TorrentSource SourceOf(SampleTorrent torrent, string uri) =>
        new(uri, torrent.Metainfo.InfoHash, torrent.Metainfo.Name, torrent.TorrentFile);
}
