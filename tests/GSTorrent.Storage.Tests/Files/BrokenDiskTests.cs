namespace GSTorrent.Storage.Tests.Files;

/// <summary>Real disks that are full, read-only or gone.</summary>
public sealed class BrokenDiskTests : IDisposable
{
    private readonly HandleCache _handles = new();
    private readonly SampleContent _content = new();

    public void Dispose() => _handles.Dispose();

    private FileContentStorage Create(
        string root, AllocationMode allocation = AllocationMode.Sparse, bool[]? wanted = null) =>
        new(_content.Layout, SampleContent.InfoHash, new StorageOptions(root, allocation), _handles, wanted);

    [Fact]
    public void A_full_disk_is_named_and_writing_goes_on_when_there_is_room()
    {
        using var mounted = new MountedDirectory("160k");
        using FileContentStorage storage = Create(mounted.Path);
        int piece = 0;
        while (_content.WritePiece(storage, piece) is null) piece++;
        StorageError? error = _content.WritePiece(storage, piece);
        Assert.Equal(StorageErrorKind.DiskFull, error?.Kind);
        Assert.Equal("write", error?.Operation);
        Assert.StartsWith(mounted.Path, error?.Path, StringComparison.Ordinal);
        _content.AssertHas(storage, [.. Enumerable.Range(0, piece)]);
        Assert.True(mounted.Grow("2m"));
        _content.WriteAll(storage);
        Assert.Null(storage.Flush());
        _content.AssertHas(storage, [.. Enumerable.Range(0, 13)]);
    }

    [Fact]
    public void Preallocation_on_a_full_disk_is_refused_and_made_up_later()
    {
        using var mounted = new MountedDirectory("160k");
        using FileContentStorage storage = Create(mounted.Path, AllocationMode.Preallocate);
        Assert.Equal(StorageErrorKind.DiskFull, _content.WritePiece(storage, 5)?.Kind);
        Assert.True(mounted.Grow("2m"));
        Assert.Null(_content.WritePiece(storage, 5));
        Assert.Equal(200_000, new FileInfo(Path.Combine(mounted.Path, "t/sub/c.bin")).Length);
        _content.AssertHas(storage, 5);
    }

    [Fact]
    public void A_disk_that_fills_up_while_a_choice_changes_loses_nothing()
    {
        using var mounted = new MountedDirectory("140k");
        bool[] few = SampleContent.AllBut(SampleContent.B, SampleContent.C);
        using FileContentStorage storage = Create(mounted.Path, wanted: few);
        foreach (int piece in new[] { 3, 10 }) Assert.Null(_content.WritePiece(storage, piece));
        using (FileStream filler = File.Create(Path.Combine(mounted.Path, "filler")))
        {
            Assert.Throws<IOException>(void () =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    filler.Write(new byte[4096]);
                    filler.Flush();
                }
            });
        }

        Assert.Equal(StorageErrorKind.DiskFull, storage.SetWanted(SampleContent.AllBut())?.Kind);
        _content.AssertHas(storage, 3, 10);
        File.Delete(Path.Combine(mounted.Path, "filler"));
        Assert.Null(storage.SetWanted(SampleContent.AllBut()));
        _content.AssertHas(storage, 3, 10);
        Assert.False(mounted.Directory.Has(SampleContent.PartFileName));
    }

    [Fact]
    public void A_read_only_disk_still_serves()
    {
        using var mounted = new MountedDirectory("2m");
        using (FileContentStorage before = Create(mounted.Path, wanted: SampleContent.AllBut(SampleContent.B)))
        {
            foreach (int piece in new[] { 0, 1, 2, 3 }) Assert.Null(_content.WritePiece(before, piece));
            Assert.Null(before.Flush());
        }

        Assert.True(mounted.MakeReadOnly());
        using FileContentStorage storage = Create(mounted.Path, wanted: SampleContent.AllBut(SampleContent.B));
        _content.AssertHas(storage, 0, 1, 2, 3);
        Assert.Equal(StorageErrorKind.ReadOnly, _content.WritePiece(storage, 0)?.Kind);
        Assert.Equal(StorageErrorKind.ReadOnly, _content.WritePiece(storage, 5)?.Kind);
        Assert.Equal(StorageErrorKind.ReadOnly, storage.DeleteFiles(SampleContent.NoFile)?.Kind);
        Assert.Null(storage.Flush());
        _content.AssertHas(storage, 0, 1, 2, 3);
    }

    [Fact]
    public void An_unmounted_disk_leaves_its_mount_point_empty()
    {
        using var mounted = new MountedDirectory("2m");
        using FileContentStorage storage = Create(mounted.Path);
        Assert.Null(_content.WritePiece(storage, 0));
        _handles.Dispose();
        mounted.Unmount();
        Assert.Equal(StorageErrorKind.Missing, _content.WritePiece(storage, 5)?.Kind);
        Assert.Equal(StorageErrorKind.Missing, _content.ReadKind(storage, 0));
        Assert.Equal(StorageErrorKind.Missing, storage.Check(out _)?.Kind);
        Assert.Empty(mounted.Directory.Files());
    }

    [Fact]
    public void A_move_to_another_device_copies_and_deletes()
    {
        using var mounted = new MountedDirectory("2m");
        using var home = new TemporaryDirectory();
        string root = Directory.CreateDirectory(home.File("root")).FullName;
        using FileContentStorage storage = Create(root, wanted: SampleContent.AllBut(SampleContent.B));
        foreach (int piece in new[] { 0, 3, 6, 10 }) Assert.Null(_content.WritePiece(storage, piece));
        Assert.Null(storage.Check(out FileStamp[] before));
        var progress = new LastValue();
        string target = Path.Combine(mounted.Path, "new/place");
        MoveResult moved = storage.MoveTo(
            target, carriesOn: false, progress, TestContext.Current.CancellationToken);
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), moved);
        Assert.Equal(target, storage.Root);
        Assert.InRange(progress.Value, 100_000, 1_000_000);
        Assert.Empty(home.Files());
        Assert.False(Directory.Exists(home.File("root/t")));
        Assert.Null(storage.Check(out FileStamp[] after));
        Assert.Equal(before, after);
        _content.AssertHas(storage, 0, 3, 6, 10);
        Assert.Null(_content.WritePiece(storage, 7));
    }

    [Fact]
    public void A_copy_that_does_not_fit_leaves_the_source_usable_and_no_trace()
    {
        using var mounted = new MountedDirectory("160k");
        using var home = new TemporaryDirectory();
        using FileContentStorage storage = Create(home.Path);
        _content.WriteAll(storage);
        StorageError? error = Move(storage, mounted.Path);
        Assert.Equal(StorageErrorKind.DiskFull, error?.Kind);
        Assert.StartsWith(mounted.Path, error?.Path, StringComparison.Ordinal);
        Assert.Empty(mounted.Directory.Files());
        Assert.Equal(home.Path, storage.Root);
        _content.WriteAll(storage);
        _content.AssertHas(storage, [.. Enumerable.Range(0, 13)]);
    }

    [Fact]
    public void A_copy_can_be_cancelled_and_reading_goes_on_meanwhile()
    {
        using var mounted = new MountedDirectory("2m");
        using var home = new TemporaryDirectory();
        using FileContentStorage storage = Create(home.Path);
        _content.WriteAll(storage);
        using var cancellation = new CancellationTokenSource();
        StorageErrorKind? write = null;
        var progress = new LastValue(() =>
        {
            _content.AssertHas(storage, 0, 12);
            write = _content.WritePiece(storage, 0)?.Kind;
            cancellation.Cancel();
        });
        StorageError? error = storage.MoveTo(mounted.Path, carriesOn: false, progress, cancellation.Token).Error;
        Assert.Equal(StorageErrorKind.Cancelled, error?.Kind);
        Assert.Equal(StorageErrorKind.Busy, write);
        Assert.Empty(mounted.Directory.Files());
        _content.WriteAll(storage);
    }

    [Fact]
    public void A_move_onto_somebodys_file_is_refused()
    {
        using var home = new TemporaryDirectory();
        string root = Directory.CreateDirectory(home.File("root")).FullName;
        Directory.CreateDirectory(home.File("other/t"));
        File.WriteAllText(home.File("other/t/d.bin"), "somebody's");
        using FileContentStorage storage = Create(root);
        _content.WriteAll(storage);
        StorageError? error = Move(storage, home.File("other"));
        Assert.Equal(StorageErrorKind.AlreadyExists, error?.Kind);
        Assert.Equal("somebody's", File.ReadAllText(home.File("other/t/d.bin")));
        _content.AssertHas(storage, [.. Enumerable.Range(0, 13)]);
    }

    /// <summary>Tries a move that fails, and tells why.</summary>
    private static StorageError? Move(FileContentStorage storage, string target)
    {
        MoveResult result = storage.MoveTo(
            target, carriesOn: false, copiedBytes: null, TestContext.Current.CancellationToken);
        Assert.Equal(MoveOutcome.Stayed, result.Outcome);
        return result.Error;
    }

    private sealed class LastValue(Action? onReport = null) : IProgress<long>
    {
        public long Value { get; private set; }

        public void Report(long value)
        {
            Value = value;
            onReport?.Invoke();
        }
    }
}
