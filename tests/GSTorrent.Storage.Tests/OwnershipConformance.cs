namespace GSTorrent.Storage.Tests;

/// <summary>What every storage must do with files that are not the torrent's, or not its alone.</summary>
public abstract class OwnershipConformance
{
    internal SampleContent Content { get; } = new();

    internal abstract IContentStorage Create(ContentLayout layout, IReadOnlyList<bool>? wanted = null);

    internal abstract string OtherRoot();

    [Fact]
    public void A_file_of_somebody_else_is_compared_and_stays_as_it_is()
    {
        using IContentStorage storage = Create(Content.Layout);
        Assert.Null(storage.Write(0, [Content.Bytes]));
        storage.Guard(new HashSet<int> { SampleContent.A });
        Assert.Null(storage.Write(0, [Content.Bytes.AsMemory(0, 100), Content.Bytes.AsMemory(100)]));
        byte[] other = [.. Content.Bytes];
        other[50] ^= 1;
        StorageError? refused = storage.Write(0, [other]);
        Assert.Equal(StorageErrorKind.AlreadyExists, refused?.Kind);
        Assert.Contains("another torrent has this file too", refused!.Message, StringComparison.Ordinal);
        byte[] there = new byte[Content.Bytes.Length];
        Assert.Null(storage.Read(0, [there]));
        Assert.Equal(Content.Bytes, there);
        storage.Guard(new HashSet<int>());
        Assert.Null(storage.Write(0, [other]));
    }

    [Fact]
    public void A_file_that_is_left_alone_stays_and_may_be_made_anew_where_the_others_go()
    {
        using IContentStorage storage = Create(Content.Layout);
        Content.WriteAll(storage);
        storage.LeaveAlone(new HashSet<int> { SampleContent.A });
        MoveResult moved = storage.MoveTo(
            OtherRoot(), carriesOn: false, copiedBytes: null, TestContext.Current.CancellationToken);
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), moved);
        Assert.False(StampOf(storage, SampleContent.A).Exists);
        Content.AssertHas(storage, 4, 5);
        storage.LeaveAlone(new HashSet<int> { SampleContent.B });
        Assert.Null(Rename(storage, (SampleContent.A, "t/new"), (SampleContent.B, "b")));
        Assert.Equal(("t/new", "b"), (storage.PathOf(SampleContent.A), storage.PathOf(SampleContent.B)));
        Assert.False(StampOf(storage, SampleContent.B).Exists);
        foreach (int piece in new[] { 0, 1, 2, 3 }) Assert.Null(Content.WritePiece(storage, piece));
        Content.AssertHas(storage, 0, 1, 2, 3);
    }

    [Fact]
    public void A_file_that_is_left_alone_stays_when_it_is_not_wanted_until_it_is_known_whose_it_is()
    {
        using IContentStorage storage = Create(Content.Layout);
        foreach (int piece in new[] { 3, 10 }) Assert.Null(Content.WritePiece(storage, piece));
        bool[] choice = SampleContent.AllBut(SampleContent.C);
        storage.LeaveAlone(new HashSet<int> { SampleContent.C });
        Assert.Null(storage.SetWanted(choice));
        Assert.True(StampOf(storage, SampleContent.C).Exists);
        storage.LeaveAlone(SampleContent.NoFile);
        Assert.Null(storage.SetWanted(choice));
        Assert.False(StampOf(storage, SampleContent.C).Exists);
        Content.AssertHas(storage, 3, 10);
    }

    internal static StorageErrorKind? Rename(IContentStorage storage, params (int File, string Path)[] renames) =>
        storage.RenameFiles(renames.ToDictionary(pair => pair.File, pair => pair.Path))?.Kind;

    internal static FileStamp StampOf(IContentStorage storage, int file)
    {
        Assert.Null(storage.Check(out FileStamp[] stamps));
        return stamps[file];
    }
}
