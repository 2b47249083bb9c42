namespace GSTorrent.Storage.Tests;

public sealed class LocalPathTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_regular_file_is_opened_by_a_link_too()
    {
        File.WriteAllText(_folder.File("a"), "content");
        File.CreateSymbolicLink(_folder.File("link"), "a");
        using FileStream file = LocalPath.OpenRead(_folder.File("link"));
        Assert.Equal(7, file.Length);
    }

    [Theory]
    [InlineData("", "this is a folder")]
    [InlineData("nothing", "there is no such file")]
    [InlineData("a/b", "there is no such file")]
    [InlineData("pipe", "a pipe, a socket or a device")]
    [InlineData("/dev/null", "a pipe, a socket or a device")]
    public void What_is_no_regular_file_is_refused_at_once(string name, string says)
    {
        File.WriteAllText(_folder.File("a"), "content");
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [_folder.File("pipe")])) pipe.WaitForExit();
        IOException refused = Assert.Throws<IOException>(
            () => LocalPath.OpenRead(Path.Combine(_folder.Path, name)));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_something_cannot_be_made_names_what_is_in_the_way()
    {
        File.WriteAllText(_folder.File("a"), "content");
        var notFound = new FileNotFoundException("Could not find file.");
        Assert.Equal($"{_folder.File("a")} is a file", LocalPath.WhyNotMade(notFound, _folder.File("a/b/c")));
        Assert.Equal(
            $"nothing new can be made in {_folder.Path}", LocalPath.WhyNotMade(notFound, _folder.File("x/y")));
        Assert.Equal("full", LocalPath.WhyNotMade(new IOException("full"), _folder.File("x")));
        Assert.Equal("denied", LocalPath.WhyNotMade(new UnauthorizedAccessException("denied"), _folder.File("a")));
    }
}
