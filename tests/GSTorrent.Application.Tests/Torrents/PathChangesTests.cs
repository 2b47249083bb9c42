using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class PathChangesTests : IDisposable
{
    private static readonly Dictionary<int, string> None = [];

    private readonly SampleTorrent _torrent =
        new(seed: 1, pieceLength: 16_384, ("a.txt", 10), ("sub/b.txt", 10), ("sub/c.txt", 10));

    [Fact]
    public void A_file_gets_another_path()
    {
        Assert.Equal([(0, "content/z.txt")], File("content/a.txt", "content/z.txt"));
        Assert.Equal([(1, "elsewhere/x/b.txt")], File("content/sub/b.txt", "/elsewhere/x/b.txt/"));
        var renamed = new Dictionary<int, string> { [0] = "content/z.txt" };
        Result<Dictionary<int, string>> again = PathChanges.OfFile(
            _torrent.Metainfo, renamed, "content/z.txt", "content/a.txt");
        Assert.Equal("content/a.txt", again.Value[0]);
    }

    [Fact]
    public void A_folder_takes_its_files_along()
    {
        Assert.Equal([(1, "content/new/b.txt"), (2, "content/new/c.txt")], Folder("content/sub", "content/new"));
        Assert.Equal([(0, "x/a.txt"), (1, "x/sub/b.txt"), (2, "x/sub/c.txt")], Folder("content", "x"));
        Assert.Equal([(1, "b.txt"), (2, "c.txt")], Folder("content/sub", ""));
    }

    [Theory]
    [InlineData("content/none", "x")]
    [InlineData("content/sub", "x")]
    [InlineData("content/a.txt", "")]
    [InlineData("content/a.txt", "..")]
    [InlineData("content/a.txt", "content/../../etc/passwd")]
    [InlineData("content/a.txt", "content//a")]
    [InlineData("content/a.txt", "content/CON")]
    [InlineData("content/a.txt", "content/SUB/B.TXT")]
    [InlineData("content/a.txt", "content/sub")]
    [InlineData("content/a.txt", "content/sub/b.txt/deeper")]
    public void What_cannot_be_is_refused(string oldPath, string newPath) => Assert.Equal(
        "files-invalid", PathChanges.OfFile(_torrent.Metainfo, None, oldPath, newPath).Error?.Code);

    [Fact]
    public void A_folder_that_is_not_there_is_refused() => Assert.Equal(
        "files-invalid", PathChanges.OfFolder(_torrent.Metainfo, None, "content/su", "x").Error?.Code);

    public void Dispose() => _torrent.Dispose();

    private IEnumerable<(int, string)> File(string oldPath, string newPath) =>
        PathChanges.OfFile(_torrent.Metainfo, None, oldPath, newPath).Value.Select(pair => (pair.Key, pair.Value));

    private IEnumerable<(int, string)> Folder(string oldPath, string newPath) =>
        PathChanges.OfFolder(_torrent.Metainfo, None, oldPath, newPath).Value.Select(pair => (pair.Key, pair.Value));
}
