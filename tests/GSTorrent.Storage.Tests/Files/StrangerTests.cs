namespace GSTorrent.Storage.Tests.Files;

/// <summary>Files that somebody else brings to the paths of a torrent.</summary>
public sealed class StrangerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HandleCache _handles = new();
    private readonly SampleContent _content = new();
    private readonly string _root;

    public StrangerTests() => _root = Directory.CreateDirectory(_directory.File("root")).FullName;

    public void Dispose()
    {
        _handles.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void One_that_was_not_there_before_is_neither_written_nor_shown_nor_moved_nor_deleted()
    {
        using FileContentStorage storage = Create();
        Assert.Null(_content.WritePiece(storage, 4));
        Assert.Null(storage.Check(out _));
        string file = Put("t/a.bin", 500);
        Assert.Equal((StorageErrorKind.AlreadyExists, file), KindAndPath(_content.WritePiece(storage, 0)));
        Assert.Null(storage.Check(out FileStamp[] stamps));
        Assert.False(stamps[SampleContent.A].Exists);
        Assert.Null(storage.FindStrangers(out IReadOnlyList<int> strangers));
        Assert.Equal([SampleContent.A], strangers);
        Assert.Null(storage.RenameFiles(new Dictionary<int, string> { [SampleContent.A] = "t/a2.bin" }));
        Assert.True(File.Exists(file));
        Assert.Null(storage.RenameFiles(new Dictionary<int, string> { [SampleContent.A] = "t/a3.bin" }));
        File.Move(file, file = Path.Combine(_root, "t/a3.bin"));
        MoveResult moved = storage.MoveTo(
            _directory.File("new"), carriesOn: false, copiedBytes: null, TestContext.Current.CancellationToken);
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), moved);
        Assert.Equal(500, new FileInfo(file).Length);
        _content.AssertHas(storage, 4);
        Assert.Null(storage.Check(out _));
        file = Put("../new/t/a3.bin", 500);
        Assert.Null(storage.DeleteFiles(SampleContent.NoFile));
        Assert.True(File.Exists(file));
        Assert.False(File.Exists(_directory.File("new/t/sub/c.bin")));
    }

    [Fact]
    public void What_two_threads_make_at_once_is_no_stranger()
    {
        for (int round = 0; round < 30; round++)
        {
            using FileContentStorage storage = Create();
            Assert.Null(storage.Check(out _));
            Parallel.For(0, 13, piece => Assert.Null(_content.WritePiece(storage, piece)));
            Assert.Null(storage.DeleteFiles(SampleContent.NoFile));
        }
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(20_000, false)]
    [InlineData(5_000, true)]
    public void Bytes_of_the_part_file_are_not_taken_over_into_a_file_with_others(int length, bool isOurs)
    {
        using (FileContentStorage first = Create(SampleContent.AllBut(SampleContent.B)))
        {
            Assert.Null(_content.WritePiece(first, 3));
            Assert.Null(first.Flush());
        }

        // As a kill leaves it that cuts the copy off, or somebody's.
        string file = Put("t/b.bin", length);
        if (isOurs) File.WriteAllBytes(file, _content.FileBytes(SampleContent.B)[..length].ToArray());
        byte[] there = File.ReadAllBytes(file);
        using FileContentStorage storage = Create(SampleContent.AllBut());
        if (isOurs)
        {
            _content.AssertHas(storage, 3);
            return;
        }

        Assert.Equal((StorageErrorKind.AlreadyExists, file), KindAndPath(storage.SetWanted(SampleContent.AllBut())));
        Assert.Null(storage.FindStrangers(out IReadOnlyList<int> strangers));
        Assert.Equal([SampleContent.B], strangers);
        Assert.Equal(there, File.ReadAllBytes(file));
    }

    [Fact]
    public void One_with_the_last_name_of_an_incomplete_file_is_not_moved_with_it()
    {
        using FileContentStorage storage = Create(suffix: true);
        Assert.Null(_content.WritePiece(storage, 0));
        string file = Put("t/a.bin", 100_000);
        MoveResult moved = storage.MoveTo(
            _directory.File("new"), carriesOn: false, copiedBytes: null, TestContext.Current.CancellationToken);
        Assert.Equal((MoveOutcome.Stayed, file), (moved.Outcome, moved.Error?.Path));
        Assert.True(File.Exists(file));
        _content.AssertHas(storage, 0);
    }

    private FileContentStorage Create(IReadOnlyList<bool>? wanted = null, bool suffix = false) => new(
        _content.Layout, SampleContent.InfoHash, new StorageOptions(_root, PartSuffix: suffix), _handles, wanted);

    private static (StorageErrorKind? Kind, string? Path) KindAndPath(StorageError? error) =>
        (error?.Kind, error?.Path);

    private string Put(string path, int length)
    {
        string file = Path.GetFullPath(Path.Combine(_root, path));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        byte[] foreign = new byte[length];
        new Random(99).NextBytes(foreign);
        File.WriteAllBytes(file, foreign);
        return file;
    }
}
