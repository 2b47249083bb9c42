using System.Runtime.Versioning;
using GSTorrent.Cli.Running;
using GSTorrent.Cli.Servers;

namespace GSTorrent.Cli.Tests.Servers;

[UnsupportedOSPlatform("windows")]
public sealed class ServerBookFileTests : IDisposable
{
    private readonly Terminal _terminal = new();

    private ServerBookFile Subject => new(_terminal.BookPath);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Is_empty_before_it_is_there() => Assert.Empty(Subject.Load().Servers);

    [Fact]
    public void Keeps_what_was_saved_for_its_owner_only()
    {
        var nas = new KnownServer
        { Name = "nas", Url = "https://nas:2255", Token = "t", Fingerprint = new string('a', 64) };
        Subject.Save(new ServerBook { Default = "nas" }.With(nas).WithPin("https://x:1", "f"));
        ServerBook book = Subject.Load();
        Assert.Equal(nas, Assert.Single(book.Servers));
        Assert.Equal(("nas", "f"), (book.Default, book.Pins["https://x:1"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_terminal.BookPath));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(_terminal.BookPath)!));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_terminal.BookPath)!));
    }

    [Fact]
    public void Saving_again_closes_a_file_that_others_could_read()
    {
        _terminal.Write(_terminal.BookPath, "{}");
        File.SetUnixFileMode(_terminal.BookPath, (UnixFileMode)0b110_100_100);
        Subject.Save(Subject.Load());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_terminal.BookPath));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"servers":[{"name":"x"}]}""")]
    [InlineData("")]
    public void A_damaged_book_is_told_and_kept(string content)
    {
        _terminal.Write(_terminal.BookPath, content);
        var e = Assert.Throws<CliException>(Subject.Load);
        Assert.Contains(_terminal.BookPath, e.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_terminal.BookPath));
    }

    [Fact]
    public void Removing_the_default_leaves_none()
    {
        var nas = new KnownServer { Name = "nas", Url = "https://nas" };
        ServerBook book = new ServerBook { Default = "NAS" }.With(nas).With(nas with { Token = "t" });
        Assert.Equal("t", Assert.Single(book.Servers).Token);
        book = book.Without(book.Find("Nas")!);
        Assert.Empty(book.Servers);
        Assert.Null(book.Default);
    }
}
