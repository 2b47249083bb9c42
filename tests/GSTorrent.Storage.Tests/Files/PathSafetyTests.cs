using System.Diagnostics;

namespace GSTorrent.Storage.Tests.Files;

/// <summary>Nothing that lies in the tree already can lead out of the root.</summary>
public sealed class PathSafetyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HandleCache _handles = new();
    private readonly SampleContent _content = new();
    private readonly string _root;
    private readonly string _outside;

    public PathSafetyTests()
    {
        _root = Directory.CreateDirectory(_directory.File("root")).FullName;
        _outside = Directory.CreateDirectory(_directory.File("outside")).FullName;
    }

    public void Dispose()
    {
        _handles.Dispose();
        _directory.Dispose();
    }

    private FileContentStorage Create(IReadOnlyList<bool>? wanted = null, string? root = null) =>
        new(_content.Layout, SampleContent.InfoHash, new StorageOptions(root ?? _root), _handles, wanted);

    [Theory]
    [InlineData("t", 0)]
    [InlineData("t/sub", 5)]
    public void A_link_in_the_place_of_a_directory_is_refused(string link, int piece)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, link))!);
        Directory.CreateSymbolicLink(Path.Combine(_root, link), _outside);
        File.WriteAllText(Path.Combine(_outside, "a.bin"), "secret");
        File.WriteAllText(Path.Combine(_outside, "c.bin"), "secret");
        using FileContentStorage storage = Create();
        Assert.Equal(StorageErrorKind.PathEscape, _content.WritePiece(storage, piece)?.Kind);
        Assert.Equal(StorageErrorKind.PathEscape, _content.ReadKind(storage, piece));
        Assert.Equal(StorageErrorKind.PathEscape, storage.Check(out _)?.Kind);
        Assert.Equal(StorageErrorKind.PathEscape, storage.DeleteFiles(SampleContent.NoFile)?.Kind);
        Assert.Equal(2, Directory.GetFiles(_outside).Length);
        Assert.Equal("secret", File.ReadAllText(Path.Combine(_outside, "a.bin")));
    }

    [Theory]
    [InlineData("victim")]
    [InlineData("does-not-exist")]
    public void A_link_in_the_place_of_a_file_is_refused(string target)
    {
        Directory.CreateDirectory(Path.Combine(_root, "t"));
        File.WriteAllText(Path.Combine(_outside, "victim"), "secret");
        File.CreateSymbolicLink(Path.Combine(_root, "t/a.bin"), Path.Combine(_outside, target));
        using FileContentStorage storage = Create();
        Assert.Equal(StorageErrorKind.PathEscape, _content.WritePiece(storage, 0)?.Kind);
        Assert.Equal(StorageErrorKind.PathEscape, _content.ReadKind(storage, 0));
        Assert.NotNull(storage.FileCompleted(SampleContent.A));
        Assert.Equal("secret", File.ReadAllText(Path.Combine(_outside, "victim")));
        Assert.Single(Directory.GetFiles(_outside));
    }

    [Fact]
    public void A_link_in_the_place_of_the_part_file_is_refused()
    {
        File.WriteAllText(Path.Combine(_outside, "victim"), "secret");
        File.CreateSymbolicLink(Path.Combine(_root, SampleContent.PartFileName), Path.Combine(_outside, "victim"));
        using FileContentStorage storage = Create(SampleContent.AllBut(SampleContent.B));
        Assert.Equal(StorageErrorKind.PathEscape, _content.WritePiece(storage, 3)?.Kind);
        Assert.Equal("secret", File.ReadAllText(Path.Combine(_outside, "victim")));
    }

    [Theory]
    [InlineData("../outside/x")]
    [InlineData("t/../../outside/x")]
    [InlineData("t/..")]
    [InlineData("/etc/x")]
    [InlineData("t//x")]
    [InlineData("t/")]
    [InlineData("/x")]
    [InlineData("t/./x")]
    [InlineData("t/x\0y")]
    public void A_name_that_leads_elsewhere_is_refused(string path)
    {
        using FileContentStorage storage = Create();
        Assert.Null(_content.WritePiece(storage, 0));
        var renames = new Dictionary<int, string> { [SampleContent.A] = path };
        Assert.Equal(StorageErrorKind.PathEscape, storage.RenameFiles(renames)?.Kind);
        _content.AssertHas(storage, 0);
        Assert.Empty(Directory.GetFiles(_outside));
    }

    [Fact]
    public void Moving_into_a_tree_with_a_link_is_refused_and_changes_nothing()
    {
        string other = Directory.CreateDirectory(_directory.File("other")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(other, "t"), _outside);
        using FileContentStorage storage = Create();
        _content.WriteAll(storage);
        StorageError? error = storage.MoveTo(
            other, carriesOn: false, copiedBytes: null, TestContext.Current.CancellationToken).Error;
        Assert.Equal(StorageErrorKind.PathEscape, error?.Kind);
        Assert.Empty(Directory.GetFiles(_outside));
        _content.AssertHas(storage, 0, 1, 2, 3, 4, 12);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link/new/place")]
    public void A_move_does_not_follow_a_link_to_where_content_must_not_lie(string place)
    {
        Directory.CreateSymbolicLink(_directory.File("link"), _outside);
        var options = new StorageOptions(_root)
        {
            Confirm = (_, real) => real.StartsWith(_outside, StringComparison.Ordinal) ? "it is elsewhere" : null,
        };
        using var storage = new FileContentStorage(_content.Layout, SampleContent.InfoHash, options, _handles);
        _content.WriteAll(storage);
        StorageError? error = storage.MoveTo(
            _directory.File(place), carriesOn: false, copiedBytes: null, TestContext.Current.CancellationToken).Error;
        Assert.Equal((StorageErrorKind.PathEscape, "it is elsewhere"), (error?.Kind, error?.Message));
        Assert.Empty(Directory.GetFileSystemEntries(_outside));
        _content.AssertHas(storage, 0, 1, 2, 3, 4, 12);
    }

    [Fact]
    public void A_root_that_becomes_a_link_is_refused_at_the_next_look()
    {
        var options = new StorageOptions(_root)
        {
            Confirm = (path, real) => string.Equals(path, real, StringComparison.Ordinal) ? null : $"it is {real}",
        };
        using var storage = new FileContentStorage(_content.Layout, SampleContent.InfoHash, options, _handles);
        _content.WriteAll(storage);
        Directory.Move(_root, _root + ".away");
        Directory.CreateSymbolicLink(_root, _outside);
        Assert.Equal(StorageErrorKind.PathEscape, storage.CheckRoot()?.Kind);
        storage.Forget();
        Assert.Equal(StorageErrorKind.PathEscape, _content.WritePiece(storage, 0)?.Kind);
        Assert.Empty(Directory.GetFileSystemEntries(_outside));
        Directory.Delete(_root);
        Directory.Move(_root + ".away", _root);
        _content.AssertHas(storage, 0, 1);
    }

    [Fact]
    public void A_root_that_is_a_link_is_the_users_choice()
    {
        string link = _directory.File("link");
        Directory.CreateSymbolicLink(link, _root);
        using FileContentStorage storage = Create(root: link);
        _content.WriteAll(storage);
        Assert.True(File.Exists(Path.Combine(_root, "t/a.bin")));
    }

    [Fact]
    public void A_directory_or_a_pipe_in_the_place_of_a_file_is_an_error_and_does_not_hang()
    {
        Directory.CreateDirectory(Path.Combine(_root, "t/a.bin"));
        Directory.CreateDirectory(Path.Combine(_root, "t/sub"));
        using var pipe = Process.Start("mkfifo", Path.Combine(_root, "t/sub/c.bin"));
        pipe.WaitForExit();
        using FileContentStorage storage = Create();
        Assert.Equal(StorageErrorKind.WrongFileType, _content.WritePiece(storage, 0)?.Kind);
        Assert.Equal(StorageErrorKind.WrongFileType, _content.ReadKind(storage, 0));
        Assert.Equal(StorageErrorKind.WrongFileType, _content.WritePiece(storage, 5)?.Kind);
        Assert.Equal(StorageErrorKind.WrongFileType, _content.ReadKind(storage, 5));
    }
}
