using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class PathRenameTests : IDisposable
{
    private readonly SampleTorrent _sample = new(1, 16_384, ("a.txt", 5), ("deep/b.bin", 5), ("deep/c.txt", 5));

    [Theory]
    [InlineData("content/a.txt", "content/z.txt", "0:content/z.txt")]
    [InlineData("content/deep", "content/low", "1:content/low/b.bin 2:content/low/c.txt")]
    [InlineData("content", "other", "0:other/a.txt 1:other/deep/b.bin 2:other/deep/c.txt")]
    [InlineData("content/a.txt", "content/A.TXT", "0:content/A.TXT")]
    [InlineData("content/deep/b.bin", "content/deep/more/b.bin", "1:content/deep/more/b.bin")]
    public void A_file_or_a_folder_gets_another_path(string from, string to, string changed) =>
        Assert.Equal(changed, Rename(TorrentWishes.None, from, to));

    [Theory]
    [InlineData("content/none", "content/x", "files-invalid")]
    [InlineData("content/de", "content/x", "files-invalid")]
    [InlineData("", "x", "files-invalid")]
    [InlineData("content/a.txt", "content/deep", "name-invalid")]
    [InlineData("content/a.txt", "content/DEEP/c.txt", "name-invalid")]
    [InlineData("content/a.txt", "content/deep/b.bin/a.txt", "name-invalid")]
    [InlineData("content/a.txt", "content/../a.txt", "name-invalid")]
    [InlineData("content/a.txt", "content//a.txt", "name-invalid")]
    [InlineData("content/a.txt", "/a.txt", "name-invalid")]
    [InlineData("content/a.txt", "content/a\u0001", "name-invalid")]
    [InlineData("content/a.txt", "", "name-invalid")]
    [InlineData("content/a.txt", "content/nul", "name-invalid")]
    public void Not_every_path_will_do(string from, string to, string code) =>
        Assert.Equal(code, Rename(TorrentWishes.None, from, to));

    [Fact]
    public void A_renamed_file_is_known_by_its_new_path()
    {
        var wishes = new TorrentWishes { Paths = new Dictionary<int, string> { [1] = "content/deep/x.bin" } };
        Assert.Equal("files-invalid", Rename(wishes, "content/deep/b.bin", "content/y"));
        Assert.Equal("1:content/y", Rename(wishes, "content/deep/x.bin", "content/y"));
        Assert.Equal("0:content/deep/b.bin", Rename(wishes, "content/a.txt", "content/deep/b.bin"));
    }

    [Fact]
    public async Task The_shown_name_follows_the_folder_and_outlasts_a_restart()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = _sample.TorrentFile, Paused = true });
        TorrentRow renamed = (await host.Torrents.RenamePathAsync("1", "content", "other")).Value;
        Assert.Equal(("other", "other"), (renamed.Name, renamed.ContentName));
        await host.Editor.ChangeAsync("1", new TorrentChange { Name = "as I say" });
        renamed = (await host.Torrents.RenamePathAsync("1", "other", "third")).Value;
        Assert.Equal(("as I say", "third"), (renamed.Name, renamed.ContentName));
        await host.ReopenAsync();
        renamed = host.Torrents.Find("1").Value;
        Assert.Equal(("as I say", "third"), (renamed.Name, renamed.ContentName));
        Assert.Equal("torrent-not-found", (await host.Torrents.RenamePathAsync("9", "a", "b")).Error?.Code);
        Assert.Equal("name-invalid", (await host.Torrents.RenamePathAsync("1", "third/a.txt", "third/..")).Error?.Code);
    }

    public void Dispose() => _sample.Dispose();

    private string Rename(TorrentWishes wishes, string from, string to)
    {
        Result<Dictionary<int, string>> result = PathRename.Plan(_sample.Metainfo, wishes.Paths, from, to);
        return result.TryGet(out Dictionary<int, string>? changed, out AppError? error)
            ? string.Join(' ', changed.Select(pair => $"{pair.Key}:{pair.Value}"))
            : error.Code;
    }
}
