namespace GSTorrent.Storage.Tests.Files;

public sealed class FileContentStorageTests : StorageConformance, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HandleCache _handles = new(4);

    public void Dispose()
    {
        _handles.Dispose();
        _directory.Dispose();
    }

    internal override IContentStorage Create(ContentLayout layout, IReadOnlyList<bool>? wanted = null)
    {
        Directory.CreateDirectory(_directory.File("root"));
        return new FileContentStorage(
            layout, SampleContent.InfoHash, new StorageOptions(_directory.File("root")), _handles, wanted);
    }

    internal override void LoseFile(IContentStorage storage, int file)
    {
        File.Delete(Path.Combine(storage.Root, storage.Layout.Files[file].Path));
        // An open file lives on without a name; what is asked here is what happens when it is opened again.
        _handles.Dispose();
    }

    internal override void LoseRoot(IContentStorage storage)
    {
        Directory.Delete(storage.Root, recursive: true);
        _handles.Dispose();
    }

    internal override void Corrupt(IContentStorage storage, int file, long offset, int length)
    {
        using var stream = new FileStream(
            Path.Combine(storage.Root, storage.Layout.Files[file].Path), FileMode.Open, FileAccess.ReadWrite);
        stream.Position = offset;
        int value = stream.ReadByte();
        stream.Position = offset;
        stream.WriteByte((byte)(value ^ 0xff));
    }

    internal override string OtherRoot() => _directory.File("other");

    [Fact]
    public void A_file_that_was_replaced_is_not_taken_for_the_one_that_was_written()
    {
        using IContentStorage storage = Create(Content.Layout);
        Assert.Null(storage.Write(0, [Content.Bytes]));
        string path = Path.Combine(storage.Root, storage.PathOf(SampleContent.A));
        File.Copy(path, path + ".new");
        File.Move(path + ".new", path, overwrite: true);
        Assert.Equal(StorageErrorKind.Replaced, storage.FileCompleted(SampleContent.A)?.Kind);
        storage.Forget();
        Assert.Null(storage.FileCompleted(SampleContent.A));
    }

    [Fact]
    public void Another_directory_in_the_place_of_the_root_is_not_filled()
    {
        using IContentStorage storage = Create(Content.Layout);
        Assert.Null(Content.WritePiece(storage, 0));
        Directory.Move(storage.Root, _directory.File("unmounted"));
        Directory.CreateDirectory(storage.Root);
        _handles.Dispose();
        StorageError? error = Content.WritePiece(storage, 9);
        Assert.Equal(StorageErrorKind.Missing, error?.Kind);
        Assert.Equal(storage.Root, error?.Path);
        Assert.Empty(Directory.GetFileSystemEntries(storage.Root));
    }

    [Fact]
    public void Files_lie_where_the_metainfo_says_with_exact_bytes()
    {
        using IContentStorage storage = Create(Content.Layout);
        Content.WriteAll(storage);
        Assert.Null(storage.Flush());
        foreach (int file in new[] { SampleContent.A, SampleContent.B, SampleContent.C, SampleContent.D })
        {
            byte[] actual = File.ReadAllBytes(Path.Combine(storage.Root, Content.Layout.Files[file].Path));
            Assert.True(Content.FileBytes(file).Span.SequenceEqual(actual));
        }

        Assert.Equal(
            ["root/t/a.bin", "root/t/b.bin", "root/t/d.bin", "root/t/empty", "root/t/sub/c.bin"], _directory.Files());
    }

    [Fact]
    public void No_more_files_are_open_than_the_cache_may_hold()
    {
        var layout = SampleContent.LayoutOf(16_384, [.. Enumerable.Range(0, 50).Select(i => ($"f/{i}", 100L, false))]);
        using IContentStorage storage = Create(layout);
        byte[] content = new byte[5000];
        new Random(3).NextBytes(content);
        Assert.Null(storage.Write(0, [content]));
        Assert.True(_handles.OpenCount <= 4);
        byte[] actual = new byte[5000];
        Assert.Null(storage.Read(0, [actual]));
        Assert.Equal(content, actual);
        Assert.Null(storage.Flush());
        Assert.True(_handles.OpenCount <= 4);
    }

    [Fact]
    public void Preallocation_reserves_the_blocks()
    {
        string root = Directory.CreateDirectory(_directory.File("root")).FullName;
        var options = new StorageOptions(root, AllocationMode.Preallocate);
        using var storage = new FileContentStorage(Content.Layout, SampleContent.InfoHash, options, _handles);
        Assert.Null(Content.WritePiece(storage, 5));
        Assert.Equal(200_000, new FileInfo(Path.Combine(root, "t/sub/c.bin")).Length);
        Content.AssertHas(storage, 5);
    }

    [Fact]
    public void What_is_beyond_the_end_of_a_file_stays()
    {
        using IContentStorage storage = Create(Content.Layout);
        Content.WriteAll(storage);
        File.AppendAllText(Path.Combine(storage.Root, "t/a.bin"), "more");
        Assert.Null(storage.FileCompleted(SampleContent.A));
        Assert.Equal(100_004, new FileInfo(Path.Combine(storage.Root, "t/a.bin")).Length);

        // Who would have to write to it asks first.
        storage.Forget();
        Assert.Equal(StorageErrorKind.AlreadyExists, Content.WritePiece(storage, 0)?.Kind);
        Assert.Null(storage.FileCompleted(SampleContent.A));
        Assert.EndsWith("more", File.ReadAllText(Path.Combine(storage.Root, "t/a.bin")), StringComparison.Ordinal);
    }

    [Fact]
    public void Deleting_spares_what_is_not_ours()
    {
        using IContentStorage storage = Create(Content.Layout);
        Content.WriteAll(storage);
        File.WriteAllText(Path.Combine(storage.Root, "t/notes.txt"), "mine");
        Assert.Null(storage.DeleteFiles(SampleContent.NoFile));
        Assert.Equal(["root/t/notes.txt"], _directory.Files());
        Assert.False(Directory.Exists(Path.Combine(storage.Root, "t/sub")));
    }

    [Fact]
    public void A_short_file_is_missing_its_end_only()
    {
        using IContentStorage storage = Create(Content.Layout);
        Content.WriteAll(storage);
        using (var stream = new FileStream(Path.Combine(storage.Root, "t/sub/c.bin"), FileMode.Open))
            stream.SetLength(90_000);
        Content.AssertHas(storage, 4, 5);
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 8));
        RecheckResult result = new Rechecker(1).Recheck(storage, Content.Hashes);
        Assert.Equal([0, 1, 2, 3, 4, 5, 11, 12], Enumerable.Range(0, 13).Where(piece => result.Verified[piece]));
    }

    [Fact]
    public void Reading_and_writing_one_buffer_does_not_allocate_once_warm()
    {
        using IContentStorage storage = Create(Content.Layout);
        Content.WriteAll(storage);
        ReadOnlyMemory<byte>[] gathered = [new byte[16_384]];
        Memory<byte>[] scattered = [new byte[16_384]];
        storage.Write(0, gathered);
        storage.Read(0, scattered);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            storage.Write(0, gathered);
            storage.Read(0, scattered);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Many_threads_on_different_pieces_do_not_disturb_each_other()
    {
        using IContentStorage storage = Create(Content.Layout, SampleContent.AllBut(SampleContent.B, SampleContent.C));
        for (int round = 0; round < 20; round++)
        {
            Parallel.For(0, 13, new ParallelOptions { MaxDegreeOfParallelism = 8 }, piece =>
            {
                Assert.Null(Content.WritePiece(storage, piece));
                Content.AssertHas(storage, piece);
                if (piece % 5 == 0) Assert.Null(storage.Flush());
            });
            bool[] wanted = round % 2 == 0 ? SampleContent.AllBut() : SampleContent.AllBut(SampleContent.B);
            Assert.Null(storage.SetWanted(wanted));
        }

        Content.AssertHas(storage, [.. Enumerable.Range(0, 13)]);
    }

    [Fact]
    public void A_disk_that_comes_back_is_used_again()
    {
        using IContentStorage storage = Create(Content.Layout);
        Content.WriteAll(storage);
        Directory.Move(storage.Root, _directory.File("away"));
        _handles.Dispose();
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 0));
        Assert.Equal(ContentPresence.Missing, storage.Probe(0, 10));
        Directory.Move(_directory.File("away"), storage.Root);
        var pieces = new GSTorrent.Primitives.Bitfield(13);
        pieces.SetAll();
        RecheckResult result = new Rechecker(1).Recheck(
            storage, Content.Hashes, pieces, null, TestContext.Current.CancellationToken);
        Assert.True(result.Verified.IsAll);
        Assert.Null(Content.WritePiece(storage, 0));
    }
}
