namespace GSTorrent.Storage.Tests.Creation;

public sealed class ContentScanTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly string _root;

    public ContentScanTests()
    {
        _root = Directory.CreateDirectory(_folder.File("root")).FullName;
        Write("root/a.txt", 1);
        Write("root/sub/b.txt", 2);
        Write("outside.txt", 3);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_come_in_the_order_of_the_torrent_hidden_ones_too()
    {
        Write("root/.hidden", 4);
        Write("root/sub.txt", 5);
        AssertPaths(Scan(), ".hidden", "a.txt", "sub/b.txt", "sub.txt");
    }

    [Fact]
    public void A_link_within_the_folder_is_its_file()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "link"), "sub/b.txt");
        ContentFound found = Scan();
        Assert.Empty(found.LeftOut);
        Assert.Equal(2, found.Files.Single(file => file.Path is "link").Length);
    }

    [Theory]
    [InlineData("../outside.txt", "leads out of the folder")]
    [InlineData("sub", "links are followed to files only")]
    [InlineData("nowhere", "leads nowhere")]
    [InlineData("link", "leads nowhere")]
    [InlineData("/etc/hostname", "leads out of the folder")]
    public void Other_links_are_left_out_and_told(string target, string says)
    {
        File.CreateSymbolicLink(Path.Combine(_root, "link"), target);
        ContentFound found = Scan();
        AssertPaths(found, "a.txt", "sub/b.txt");
        Assert.Contains(says, Assert.Single(found.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_does_not_lead_out_through_another_link()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "door"), "..");
        File.CreateSymbolicLink(Path.Combine(_root, "link"), "door/outside.txt");
        Assert.Equal(2, Scan().LeftOut.Count);
    }

    [Fact]
    public void A_pipe_is_left_out_and_told()
    {
        string pipe = Path.Combine(_root, "pipe");
        using var made = System.Diagnostics.Process.Start("mkfifo", [pipe]);
        made.WaitForExit();
        Assert.StartsWith("pipe is left out", Assert.Single(Scan().LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void All_names_that_no_torrent_can_hold_are_told_at_once()
    {
        Write("root/back\\slash", 1);
        Write("root/fol\\der/in\\side", 1);
        string[] bad = ["root/bad", "root/sub/worse"];
        foreach (string name in bad) AtBadName("touch", name);
        Assert.Null(ContentScan.Run(_root, out CreationError? error, CancellationToken.None));

        // The base library could not delete them.
        foreach (string name in bad) AtBadName("rm", name);
        Assert.StartsWith($"{_root} has 5 names that no torrent can hold; rename them: ", error!.Message);
        Assert.Contains("'back\\slash' (a backslash)", error.Message);
        Assert.Contains("'fol\\der' (a backslash)", error.Message);
        Assert.Contains("'fol\\der/in\\side' (a backslash)", error.Message);
        Assert.Contains("'bad\ufffd' (no UTF-8)", error.Message);
        Assert.Contains("'sub/worse\ufffd' (no UTF-8)", error.Message);
    }

    [Fact]
    public void Of_many_such_names_ten_are_told_and_the_others_counted()
    {
        for (int i = 0; i < 25; i++) Write($"root/back\\slash{i}", 1);
        Write("root/fine \ufffd", 1);
        Assert.Null(ContentScan.Run(_root, out CreationError? error, CancellationToken.None));
        Assert.StartsWith($"{_root} has 25 names", error!.Message);
        Assert.Equal(10, error.Message.Split("(a backslash)").Length - 1);
        Assert.EndsWith(" and 15 more", error.Message);
    }

    [Fact]
    public void The_names_of_the_content_itself_count()
    {
        Write("on\\e", 1);
        Assert.Null(ContentScan.Run(_folder.File("on\\e"), out CreationError? error, CancellationToken.None));
        Assert.EndsWith("1 name that no torrent can hold; rename it: 'on\\e' (a backslash)", error!.Message);
        Write("fol\\der/a", 1);
        Assert.Null(ContentScan.Run(_folder.File("fol\\der"), out error, CancellationToken.None));
        Assert.EndsWith("'fol\\der' (a backslash)", error!.Message);
        Assert.Null(ContentScan.Run(_folder.File("x\ufffd"), out error, CancellationToken.None));
        Assert.Contains("not UTF-8", error!.Message);
    }

    [Fact]
    public void An_empty_folder_is_told()
    {
        Directory.CreateDirectory(Path.Combine(_root, "void"));
        Assert.StartsWith("void/ is left out", Assert.Single(Scan().LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void The_path_itself_may_be_a_link_and_gives_the_name()
    {
        string link = Path.Combine(_folder.Path, "named");
        File.CreateSymbolicLink(link, "root");
        ContentFound? found = ContentScan.Run(link, out _, CancellationToken.None);
        Assert.Equal(("named", 2), (found?.Name, found?.Files.Count));
    }

    private static void AssertPaths(ContentFound found, params string[] paths) =>
        Assert.Equal(string.Join('\n', paths), string.Join('\n', found.Files.Select(file => file.Path)));

    private ContentFound Scan()
    {
        ContentFound? found = ContentScan.Run(_root, out CreationError? error, CancellationToken.None);
        Assert.Null(error);
        return found!;
    }

    // With a byte at the end that is no UTF-8.
    private void AtBadName(string program, string name)
    {
        string[] script = ["-c", "\"$1\" \"$2$(printf '\\377')\"", "sh", program, _folder.File(name)];
        using var made = System.Diagnostics.Process.Start("sh", script);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    private void Write(string name, int length)
    {
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[length]);
    }
}
