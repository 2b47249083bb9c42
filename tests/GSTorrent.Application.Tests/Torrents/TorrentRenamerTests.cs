using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class TorrentRenamerTests
{
    [Fact]
    public async Task New_paths_are_seen_and_outlast_a_restart()
    {
        using var torrent = new SampleTorrent(seed: 3, pieceLength: 16_384, ("a.txt", 10), ("sub/b.txt", 10));
        await using HostFolder folder = await HostFolder.OpenAsync();
        await folder.AddAsync(new AddTorrentCommand { TorrentFile = torrent.TorrentFile, Paused = true });
        Assert.Null(await folder.Host.Renamer.RenameFolderAsync("1", "content", "show"));
        Assert.Null(await folder.Host.Renamer.RenameFileAsync("1", "show/a.txt", "show/z.txt"));
        Assert.Equal("show", folder.Torrents.Find("1").Value.Origin.RootFolder);
        await folder.ReopenAsync();
        Assert.Equal("show", folder.Torrents.Find("1").Value.Origin.RootFolder);
        Assert.Equal(
            "files-invalid", (await folder.Host.Renamer.RenameFileAsync("1", "show/a.txt", "show/y.txt"))?.Code);
        Assert.Null(await folder.Host.Renamer.RenameFileAsync("1", "show/z.txt", "content/a.txt"));
        Assert.Null(await folder.Host.Renamer.RenameFileAsync("1", "show/sub/b.txt", "content/sub/b.txt"));
        Assert.Equal("content", folder.Torrents.Find("1").Value.Origin.RootFolder);
    }

    [Fact]
    public async Task Before_the_metainfo_has_come_there_is_nothing_to_rename()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        TorrentRow row = await folder.AddAsync(new AddTorrentCommand
        {
            Uri = "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567",
            Paused = true,
        });
        string id = row.InfoHash.ToString();
        Assert.Equal("metadata-missing", (await folder.Host.Renamer.RenameFileAsync(id, "a", "b"))?.Code);
        Assert.Equal("torrent-not-found", (await folder.Host.Renamer.RenameFileAsync("99", "a", "b"))?.Code);
    }
}
