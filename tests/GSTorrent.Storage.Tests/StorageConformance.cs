using GSTorrent.Primitives;

namespace GSTorrent.Storage.Tests;

/// <summary>What every storage must do; the real one and the simulated one both run it.</summary>
public abstract class StorageConformance : OwnershipConformance
{
    internal abstract void LoseFile(IContentStorage storage, int file);

    internal abstract void LoseRoot(IContentStorage storage);

    internal abstract void Corrupt(IContentStorage storage, int file, long offset, int length);

    private IContentStorage Create(IReadOnlyList<bool>? wanted = null) => Create(Content.Layout, wanted);

    [Fact]
    public void A_file_of_somebody_else_is_not_made()
    {
        using IContentStorage storage = Create();
        storage.Guard(new HashSet<int> { SampleContent.A });
        Assert.Equal(StorageErrorKind.AlreadyExists, storage.Write(0, [Content.Bytes])?.Kind);
        Assert.Null(storage.Check([SampleContent.A], out FileStamp[] stamps));
        Assert.False(stamps[0].Exists);
    }

    [Fact]
    public void What_is_written_in_any_cuts_is_read_in_any_cuts()
    {
        using IContentStorage storage = Create();
        var random = new Random(7);
        int position = 0;
        while (position < Content.Bytes.Length)
        {
            int length = Math.Min(random.Next(1, 70_000), Content.Bytes.Length - position);
            ReadOnlyMemory<byte> stretch = Content.Bytes.AsMemory(position, length);
            Assert.Null(storage.Write(position, Cut(stretch, random)));
            position += length;
        }

        for (int round = 0; round < 200; round++)
        {
            int start = random.Next(Content.Bytes.Length);
            byte[] actual = new byte[random.Next(1, Math.Min(150_000, Content.Bytes.Length - start) + 1)];
            Assert.Null(storage.Read(start, Cut(actual.AsMemory(), random)));
            Assert.True(Content.Bytes.AsSpan(start, actual.Length).SequenceEqual(actual));
        }
    }

    [Fact]
    public void More_buffers_than_the_system_takes_at_once()
    {
        using IContentStorage storage = Create();
        List<ReadOnlyMemory<byte>> tiny = [.. Enumerable.Range(0, 5000).Select(i => Content.Bytes.AsMemory(i * 3, 3))];
        Assert.Null(storage.Write(0, tiny));
        byte[] actual = new byte[15_000];
        Assert.Null(storage.Read(0, [.. Enumerable.Range(0, 5000).Select(i => actual.AsMemory(i * 3, 3))]));
        Assert.True(Content.Bytes.AsSpan(0, actual.Length).SequenceEqual(actual));
    }

    [Fact]
    public void Padding_reads_as_zeros_whatever_is_written()
    {
        using IContentStorage storage = Create();
        Assert.Null(storage.Write(100_000, [Enumerable.Repeat((byte)9, 40_000).ToArray()]));
        byte[] actual = Enumerable.Repeat((byte)5, 20_002).ToArray();
        Assert.Null(storage.Read(109_999, [actual]));
        Assert.Equal(9, actual[0]);
        Assert.Equal(9, actual[^1]);
        Assert.All(actual[1..^1], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Bytes_never_written_are_missing_without_a_file_and_zeros_within_one()
    {
        using IContentStorage storage = Create();
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 0));
        Assert.Equal(ContentPresence.Missing, storage.Probe(0, 10));
        Assert.Null(Content.WritePiece(storage, 0));
        Assert.Null(Content.ReadKind(storage, 1));
        Assert.Equal(ContentPresence.Stored, storage.Probe(0, 10));
        Assert.Equal(ContentPresence.Zeros, storage.Probe(65_536, 8192));
        Assert.Equal(ContentPresence.Zeros, storage.Probe(110_000, 20_000));
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 9));
    }

    [Fact]
    public void An_empty_file_appears_with_the_first_write_and_padding_never()
    {
        using IContentStorage storage = Create();
        Assert.False(StampOf(storage, SampleContent.Empty).Exists);
        Assert.Null(Content.WritePiece(storage, 0));
        Assert.Equal(0, StampOf(storage, SampleContent.Empty).Length);
        Assert.Equal(100_000, StampOf(storage, SampleContent.A).Length);
        Assert.False(StampOf(storage, SampleContent.Pad).Exists);
        Assert.False(StampOf(storage, SampleContent.C).Exists);
    }

    [Fact]
    public void A_range_outside_the_content_is_a_bug()
    {
        using IContentStorage storage = Create();
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.Write(399_999, [new byte[2]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.Read(-1, [new byte[2]]));
    }

    [Fact]
    public void Unwanted_files_are_never_created_but_their_shared_pieces_are_kept()
    {
        bool[] wanted = SampleContent.AllBut(SampleContent.B, SampleContent.C, SampleContent.Empty);
        using IContentStorage storage = Create(wanted);
        foreach (int piece in new[] { 0, 1, 2, 3, 10, 11, 12 }) Assert.Null(Content.WritePiece(storage, piece));
        Assert.Null(storage.Flush());
        Assert.False(StampOf(storage, SampleContent.B).Exists);
        Assert.False(StampOf(storage, SampleContent.C).Exists);
        Assert.False(StampOf(storage, SampleContent.Empty).Exists);
        Content.AssertHas(storage, 0, 1, 2, 3, 10, 11, 12);
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 5));
    }

    [Fact]
    public void A_file_wanted_later_takes_its_bytes_over()
    {
        using IContentStorage storage = Create(SampleContent.AllBut(SampleContent.B, SampleContent.C));
        foreach (int piece in new[] { 3, 10 }) Assert.Null(Content.WritePiece(storage, piece));
        Assert.Null(storage.SetWanted(SampleContent.AllBut(SampleContent.B)));
        Assert.Equal(200_000, StampOf(storage, SampleContent.C).Length);
        Assert.False(StampOf(storage, SampleContent.B).Exists);
        Content.AssertHas(storage, 3, 10);
        Assert.Null(storage.SetWanted(SampleContent.AllBut()));
        Assert.Equal(10_000, StampOf(storage, SampleContent.B).Length);
        Content.AssertHas(storage, 3, 10);
    }

    [Fact]
    public void A_file_dropped_later_leaves_only_its_shared_bytes()
    {
        using IContentStorage storage = Create();
        foreach (int piece in new[] { 3, 10 }) Assert.Null(Content.WritePiece(storage, piece));
        Assert.True(StampOf(storage, SampleContent.C).Exists);
        Assert.Null(storage.SetWanted(SampleContent.AllBut(SampleContent.C)));
        Assert.False(StampOf(storage, SampleContent.C).Exists);
        Content.AssertHas(storage, 3, 10);
        Assert.Null(storage.SetWanted(SampleContent.AllBut()));
        Assert.True(StampOf(storage, SampleContent.C).Exists);
        Content.AssertHas(storage, 3, 10);
    }

    [Fact]
    public void A_dropped_file_with_bytes_of_its_own_stays()
    {
        using IContentStorage storage = Create();
        foreach (int piece in new[] { 3, 6, 10 }) Assert.Null(Content.WritePiece(storage, piece));
        Assert.Null(storage.SetWanted(SampleContent.AllBut(SampleContent.B, SampleContent.C)));
        Assert.True(StampOf(storage, SampleContent.C).Exists);
        Assert.True(StampOf(storage, SampleContent.B).Exists, "a whole file stays too");
        Content.AssertHas(storage, 3, 6, 10);
    }

    [Fact]
    public void Random_choices_never_lose_a_piece_of_a_wanted_file()
    {
        using IContentStorage storage = Create();
        var random = new Random(11);
        var kept = new HashSet<int>();
        for (int round = 0; round < 60; round++)
        {
            bool[] wanted = [.. Enumerable.Range(0, 6).Select(_ => random.Next(2) == 0)];
            Assert.Null(storage.SetWanted(wanted));
            // A piece that no wanted file shares may go; it is no longer verified either.
            kept.RemoveWhere(piece => !Touches(piece, wanted));
            Content.AssertHas(storage, [.. kept]);
            int next = random.Next(Content.Layout.Geometry.PieceCount);
            if (!Touches(next, wanted)) continue;
            Assert.Null(Content.WritePiece(storage, next));
            kept.Add(next);
        }
    }

    [Fact]
    public void A_complete_file_must_be_there()
    {
        using IContentStorage storage = Create();
        Assert.Equal(StorageErrorKind.Missing, storage.FileCompleted(SampleContent.A)?.Kind);
        Assert.Null(storage.FileCompleted(SampleContent.Empty));
        Assert.Null(storage.FileCompleted(SampleContent.Pad));
        Assert.Null(Content.WritePiece(storage, 0));
        Assert.Null(storage.FileCompleted(SampleContent.A));
        Content.AssertHas(storage, 0);
    }

    [Fact]
    public void A_vanished_file_is_an_error_until_a_recheck_looks_anew()
    {
        using IContentStorage storage = Create();
        Content.WriteAll(storage);
        LoseFile(storage, SampleContent.A);
        Assert.False(StampOf(storage, SampleContent.A).Exists);
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 0));
        Assert.Equal(StorageErrorKind.Missing, Content.WritePiece(storage, 0)?.Kind);
        storage.Forget();
        Assert.Null(Content.WritePiece(storage, 0));
        Content.AssertHas(storage, 0);
    }

    [Fact]
    public void A_vanished_root_is_an_error_and_never_created_anew()
    {
        using IContentStorage storage = Create();
        Assert.Null(Content.WritePiece(storage, 0));
        LoseRoot(storage);
        Assert.Equal(StorageErrorKind.Missing, Content.WritePiece(storage, 8)?.Kind);
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 0));
        Assert.Equal(StorageErrorKind.Missing, storage.Check(out _)?.Kind);
        Assert.Equal(StorageErrorKind.Missing, storage.DeleteFiles(SampleContent.NoFile)?.Kind);
        Assert.Equal(StorageErrorKind.Missing, new Rechecker(1).Recheck(storage, Content.Hashes).Error?.Kind);
    }

    [Fact]
    public void Deleting_removes_everything_and_writing_starts_anew()
    {
        using IContentStorage storage = Create(SampleContent.AllBut(SampleContent.B));
        foreach (int piece in new[] { 0, 3, 10 }) Assert.Null(Content.WritePiece(storage, piece));
        Assert.Null(storage.DeleteFiles(SampleContent.NoFile));
        Assert.Null(storage.Check(out FileStamp[] stamps));
        Assert.All(stamps, stamp => Assert.False(stamp.Exists));
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 3));
        Assert.Null(Content.WritePiece(storage, 3));
        Content.AssertHas(storage, 3);
    }

    [Fact]
    public void Deleting_leaves_the_files_that_are_to_stay()
    {
        using IContentStorage storage = Create();
        Content.WriteAll(storage);
        Assert.Null(storage.DeleteFiles(new HashSet<int> { SampleContent.A, SampleContent.Empty }));
        Assert.Equal(100_000, StampOf(storage, SampleContent.A).Length);
        Assert.Equal(0, StampOf(storage, SampleContent.Empty).Length);
        foreach (int file in new[] { SampleContent.B, SampleContent.C, SampleContent.D })
            Assert.False(StampOf(storage, file).Exists);
        Content.AssertHas(storage, 0, 1, 2);
    }

    [Fact]
    public void Moving_keeps_the_content_and_its_stamps()
    {
        using IContentStorage storage = Create(SampleContent.AllBut(SampleContent.B));
        foreach (int piece in new[] { 0, 3, 10 }) Assert.Null(Content.WritePiece(storage, piece));
        Assert.Null(storage.Check(out FileStamp[] before));
        string root = OtherRoot();
        MoveResult moved = storage.MoveTo(
            root, carriesOn: false, copiedBytes: null, TestContext.Current.CancellationToken);
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), moved);
        Assert.Equal(root, storage.Root);
        Assert.Null(storage.Check(out FileStamp[] after));
        Assert.Equal(before, after);
        Content.AssertHas(storage, 0, 3, 10);
        Assert.Null(Content.WritePiece(storage, 4));
        Assert.Null(storage.Flush());
    }

    [Fact]
    public void Renaming_keeps_the_bytes_and_replaces_nothing()
    {
        using IContentStorage storage = Create();
        Content.WriteAll(storage);
        Assert.Equal(StorageErrorKind.AlreadyExists, Rename(storage, (SampleContent.A, "t/b.bin")));
        Assert.Null(Rename(storage, (SampleContent.A, "t/new/a2.bin"), (SampleContent.B, "b")));
        Assert.Equal("t/new/a2.bin", storage.PathOf(SampleContent.A));
        Assert.Equal("b", storage.PathOf(SampleContent.B));
        Assert.Equal("t/d.bin", storage.PathOf(SampleContent.D));
        Assert.Equal(100_000, StampOf(storage, SampleContent.A).Length);
        Content.AssertHas(storage, 0, 1, 2, 3);
    }

    [Fact]
    public void Files_that_are_not_there_yet_are_made_at_their_new_paths()
    {
        using IContentStorage storage = Create();
        Assert.Null(Content.WritePiece(storage, 0));
        Assert.Null(Rename(storage, (SampleContent.C, "elsewhere/c"), (SampleContent.A, "a")));
        Content.WriteAll(storage);
        Assert.Equal(200_000, StampOf(storage, SampleContent.C).Length);
        Content.AssertHas(storage, [.. Enumerable.Range(0, 13)]);
    }

    [Fact]
    public void Of_several_renames_all_happen_or_none()
    {
        using IContentStorage storage = Create();
        Content.WriteAll(storage);
        // Another file's path, another new path, the same in other letters, a folder that would be a file.
        foreach (string path in new[] { "t/d.bin", "t/one", "T/ONE", "t/one/two", "t" })
        {
            StorageErrorKind? refusal = Rename(storage, (SampleContent.A, "t/one"), (SampleContent.B, path));
            Assert.Equal(StorageErrorKind.AlreadyExists, refusal);
            Assert.Equal("t/a.bin", storage.PathOf(SampleContent.A));
            Assert.Equal("t/b.bin", storage.PathOf(SampleContent.B));
        }

        // Nor two that change places: a kill in between could not be told from none.
        Assert.Equal(
            StorageErrorKind.AlreadyExists,
            Rename(storage, (SampleContent.A, "t/b.bin"), (SampleContent.B, "t/a.bin")));
        Content.AssertHas(storage, [.. Enumerable.Range(0, 13)]);
    }

    [Fact]
    public void Padding_has_no_path_to_be_changed()
    {
        using IContentStorage storage = Create();
        Assert.Throws<ArgumentException>(() => Rename(storage, (SampleContent.Pad, "x")));
        Assert.Throws<ArgumentException>(() => Rename(storage, (99, "x")));
    }

    [Fact]
    public void A_recheck_finds_exactly_the_hurt_pieces()
    {
        using IContentStorage storage = Create();
        Content.WriteAll(storage);
        Corrupt(storage, SampleContent.A, 40_000, 1);
        Corrupt(storage, SampleContent.C, 199_999, 1);
        LoseFile(storage, SampleContent.D);
        RecheckResult result = new Rechecker(2).Recheck(storage, Content.Hashes);
        Assert.Null(result.Error);
        int[] hurt = [.. Enumerable.Range(0, 13).Where(piece => !result.Verified[piece])];
        Assert.Equal([1, 10, 11, 12], hurt);
    }

    private bool Touches(int piece, bool[] wanted)
    {
        foreach (FileSpan span in Content.Layout.SpansOf(piece))
            if (!span.IsPadding && wanted[span.File]) return true;
        return false;
    }

    private static List<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> content, Random random)
    {
        var cuts = new List<ReadOnlyMemory<byte>>();
        for (; !content.IsEmpty; content = content[cuts[^1].Length..])
            cuts.Add(content[..Math.Min(random.Next(1, 20_000), content.Length)]);
        return cuts;
    }

    private static List<Memory<byte>> Cut(Memory<byte> content, Random random)
    {
        var cuts = new List<Memory<byte>>();
        for (; !content.IsEmpty; content = content[cuts[^1].Length..])
            cuts.Add(content[..Math.Min(random.Next(1, 20_000), content.Length)]);
        return cuts;
    }
}
