using System.Buffers.Binary;
using CsCheck;

namespace GSTorrent.Storage.Tests.Files;

public sealed class PartFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HandleCache _handles = new();
    private readonly SampleContent _content = new();

    public void Dispose()
    {
        _handles.Dispose();
        _directory.Dispose();
    }

    private FileContentStorage Create(bool[] wanted, bool suffix = false) => new(
        _content.Layout,
        SampleContent.InfoHash,
        new StorageOptions(_directory.Path, PartSuffix: suffix),
        _handles,
        wanted);

    [Fact]
    public void It_survives_a_restart()
    {
        bool[] wanted = SampleContent.AllBut(SampleContent.B, SampleContent.C);
        using (FileContentStorage before = Create(wanted))
        {
            foreach (int piece in new[] { 3, 10, 11 }) Assert.Null(_content.WritePiece(before, piece));
            Assert.Null(before.Flush());
        }

        using FileContentStorage after = Create(wanted);
        _content.AssertHas(after, 3, 10, 11);
        Assert.Equal(StorageErrorKind.Missing, _content.ReadKind(after, 6));
        Assert.Null(_content.WritePiece(after, 4));
        _content.AssertHas(after, 3, 4, 10, 11);
    }

    [Fact]
    public void A_choice_made_while_stopped_is_carried_out_at_the_next_start()
    {
        using (FileContentStorage before = Create(SampleContent.AllBut(SampleContent.B, SampleContent.C)))
            foreach (int piece in new[] { 3, 10 }) Assert.Null(_content.WritePiece(before, piece));
        using FileContentStorage after = Create(SampleContent.AllBut());
        _content.AssertHas(after, 3, 10);
        Assert.False(_directory.Has(SampleContent.PartFileName));
        Assert.True(_directory.Has("t/sub/c.bin"));
    }

    [Fact]
    public void It_exists_only_while_it_holds_something()
    {
        using FileContentStorage storage = Create(SampleContent.AllBut(SampleContent.B));
        Assert.Null(_content.WritePiece(storage, 0));
        Assert.False(_directory.Has(SampleContent.PartFileName));
        Assert.Null(_content.WritePiece(storage, 3));
        Assert.True(_directory.Has(SampleContent.PartFileName));
        Assert.False(_directory.Has("t/b.bin"));
        Assert.Null(storage.SetWanted(SampleContent.AllBut()));
        Assert.False(_directory.Has(SampleContent.PartFileName));
        Assert.True(_directory.Has("t/b.bin"));
        _content.AssertHas(storage, 0, 3);
    }

    [Fact]
    public void A_damaged_one_is_set_aside_and_its_pieces_are_missing()
    {
        bool[] wanted = SampleContent.AllBut(SampleContent.B);
        using (FileContentStorage before = Create(wanted)) Assert.Null(_content.WritePiece(before, 3));
        File.WriteAllBytes(_directory.File(SampleContent.PartFileName), new byte[5000]);
        using FileContentStorage after = Create(wanted);
        Assert.Equal(StorageErrorKind.Missing, _content.ReadKind(after, 3));
        Assert.True(_directory.Has(SampleContent.PartFileName + ".damaged"));
        Assert.Null(_content.WritePiece(after, 3));
        _content.AssertHas(after, 3);
    }

    [Fact]
    public void Slots_are_used_again()
    {
        var index = new PartFileIndex(_content.Layout, SampleContent.InfoHash);
        index.AddFile(SampleContent.B);
        index.AddFile(SampleContent.C);
        index.AddSlot(3);
        index.AddSlot(6);
        Assert.True(index.TryPositionOf(6, out long position));
        index.RemoveFile(SampleContent.C);
        Assert.False(index.TryPositionOf(6, out _));
        Assert.True(index.TryPositionOf(3, out _), "the other file still needs it");
        index.AddSlot(11);
        Assert.True(index.TryPositionOf(11, out long again));
        Assert.Equal(position, again);
    }

    [Fact]
    public void Mutated_heads_never_throw_and_never_share_a_slot()
    {
        var index = new PartFileIndex(_content.Layout, SampleContent.InfoHash);
        byte[] head = index.EmptyHead();
        foreach (int piece in new[] { 3, 10 }) Put(head, index.AddSlot(piece));
        Put(head, index.AddFile(SampleContent.C));
        Gen.Select(Gen.Int[0, 130], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            byte[] mutated = (byte[])head.Clone();
            foreach ((int position, byte value) in changes) mutated[position] = value;
            var loaded = new PartFileIndex(_content.Layout, SampleContent.InfoHash);
            if (!loaded.TryLoad(mutated)) return;
            var positions = new HashSet<long>();
            for (int piece = 0; piece < 13; piece++)
                if (loaded.TryPositionOf(piece, out long position)) Assert.True(positions.Add(position));
        });
        Assert.True(new PartFileIndex(_content.Layout, SampleContent.InfoHash).TryLoad(head));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(64), 1);
        Assert.False(new PartFileIndex(_content.Layout, SampleContent.InfoHash).TryLoad(head), "slot 0 twice");
    }

    [Fact]
    public void Incomplete_files_carry_the_suffix_until_complete()
    {
        using (FileContentStorage storage = Create(SampleContent.AllBut(), suffix: true))
        {
            _content.WriteAll(storage);
            Assert.Equal(
                ["t/a.bin.part", "t/b.bin.part", "t/d.bin.part", "t/empty", "t/sub/c.bin.part"], _directory.Files());
            Assert.Null(storage.FileCompleted(SampleContent.A));
            _content.AssertHas(storage, 0, 1, 2, 3);
            Assert.Null(storage.RenameFiles(new Dictionary<int, string> { [SampleContent.C] = "t/c2.bin" }));
        }

        Assert.Equal(["t/a.bin", "t/b.bin.part", "t/c2.bin.part", "t/d.bin.part", "t/empty"], _directory.Files());
        Directory.CreateDirectory(_directory.File("t/sub"));
        File.Move(_directory.File("t/c2.bin.part"), _directory.File("t/sub/c.bin.part"));
        using FileContentStorage again = Create(SampleContent.AllBut(), suffix: true);
        _content.AssertHas(again, 0, 3, 5, 12);
        Assert.Null(again.FileCompleted(SampleContent.B));
        File.WriteAllText(_directory.File("t/d.bin"), "somebody's");
        Assert.Equal(StorageErrorKind.AlreadyExists, again.FileCompleted(SampleContent.D)?.Kind);
        Assert.Null(again.DeleteFiles(SampleContent.NoFile));
        Assert.Equal(["t/d.bin"], _directory.Files());
    }

    [Fact]
    public void A_file_that_is_named_as_the_suffix_would_is_not_mixed_up()
    {
        var layout = SampleContent.LayoutOf(16_384, ("t/x", 20_000, false), ("t/x.part", 20_000, false));
        var options = new StorageOptions(_directory.Path, PartSuffix: true);
        using var storage = new FileContentStorage(layout, SampleContent.InfoHash, options, _handles);
        byte[] bytes = [.. Enumerable.Range(0, 40_000).Select(i => (byte)(i * 7))];
        Assert.Null(storage.Write(0, [bytes]));
        Assert.Null(storage.FileCompleted(0));
        Assert.Null(storage.FileCompleted(1));
        Assert.Equal(["t/x", "t/x.part"], _directory.Files());
        byte[] actual = new byte[40_000];
        Assert.Null(storage.Read(0, [actual]));
        Assert.Equal(bytes, actual);
    }

    private static void Put(byte[] head, (long Position, byte[] Entry) change) =>
        change.Entry.CopyTo(head, change.Position);
}
