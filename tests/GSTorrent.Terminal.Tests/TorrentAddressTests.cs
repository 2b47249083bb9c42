namespace GSTorrent.Terminal.Tests;

public sealed class TorrentAddressTests
{
    [Theory]
    [InlineData("a.torrent", "a.torrent")]
    [InlineData("/a/b.torrent", "/a/b.torrent")]
    [InlineData("a:b", "a:b")]
    [InlineData("1a://b", "1a://b")]
    [InlineData("file:///a/b%20c.torrent", "/a/b c.torrent")]
    [InlineData("FILE:///a", "/a")]
    public void A_file_is_known_by_its_path_or_address(string text, string path)
    {
        Assert.True(TorrentAddress.TryReadPath(text, out string? read, out _));
        Assert.Equal(path, read);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("ftp://h/x.torrent", "ftp:// addresses are not supported; give a .torrent file")]
    [InlineData("bc+v2://x", "bc+v2:// addresses are not supported")]
    [InlineData("https://", "no valid address")]
    [InlineData("file://h/x", "no file of this machine")]
    public void Other_addresses_are_refused(string text, string says)
    {
        Assert.False(TorrentAddress.TryReadPath(text, out _, out string? refused));
        Assert.Contains(says, refused, StringComparison.Ordinal);
    }
}
