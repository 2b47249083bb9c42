using GSTorrent.Application.Disks;
using GSTorrent.Application.Tests.Torrents;

namespace GSTorrent.Application.Tests.Disks;

public sealed class DirectoryViewTests
{
    [Fact]
    public async Task A_directory_is_listed_by_name_without_links()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        Directory.CreateDirectory(Path.Combine(folder.Downloads, "b"));
        await File.WriteAllBytesAsync(Path.Combine(folder.Downloads, "a"), new byte[7]);
        File.CreateSymbolicLink(Path.Combine(folder.Downloads, "c"), "/etc/hostname");
        IReadOnlyList<DirectoryItem> items = (await folder.Host.Directories.ListAsync(folder.Downloads)).Value;
        Assert.Equal(
            [(Path.Combine(folder.Downloads, "a"), false, 7L), (Path.Combine(folder.Downloads, "b"), true, 0L)],
            items.Select(item => (item.Path, item.IsDirectory, item.Length)));
    }

    [Theory]
    [InlineData("/", "path-not-allowed")]
    [InlineData("relative", "path-not-allowed")]
    [InlineData("{0}/../state", "path-not-allowed")]
    [InlineData("{0}/link", "path-not-allowed")]
    [InlineData("{0}/link/deeper", "path-not-allowed")]
    [InlineData("{0}/none", "directory-not-found")]
    public async Task Other_places_are_not_shown(string path, string code)
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        Directory.CreateSymbolicLink(Path.Combine(folder.Downloads, "link"), "/etc");
        string place = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, folder.Downloads);
        Assert.Equal(code, (await folder.Host.Directories.ListAsync(place)).Error?.Code);
    }

    [Fact]
    public async Task Other_roots_are_shown_too()
    {
        string root = Directory.CreateTempSubdirectory("gst-root-").FullName;
        await using HostFolder folder = await HostFolder.OpenAsync(("storage.roots", root));
        Assert.Empty((await folder.Host.Directories.ListAsync(root)).Value);
        Assert.True((await folder.Host.Directories.GetFreeSpaceAsync(root)).Value > 0);
        Assert.Equal(
            "path-not-allowed", (await folder.Host.Directories.GetFreeSpaceAsync("/etc")).Error?.Code);
        Directory.Delete(root);
    }
}
