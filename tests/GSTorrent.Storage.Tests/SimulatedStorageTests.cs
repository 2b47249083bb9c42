using GSTorrent.Testing;

namespace GSTorrent.Storage.Tests;

public sealed class SimulatedStorageTests : StorageConformance
{
    internal override IContentStorage Create(ContentLayout layout, IReadOnlyList<bool>? wanted = null) =>
        new SimulatedStorage(layout, wanted);

    internal override void LoseFile(IContentStorage storage, int file) => ((SimulatedStorage)storage).LoseFile(file);

    internal override void LoseRoot(IContentStorage storage) => ((SimulatedStorage)storage).Faults.IsRootMissing = true;

    internal override void Corrupt(IContentStorage storage, int file, long offset, int length) =>
        ((SimulatedStorage)storage).Corrupt(storage.Layout.Files[file].Offset + offset, length);

    internal override string OtherRoot() => "/elsewhere";

    [Fact]
    public void A_full_disk_takes_what_fits_and_recovers()
    {
        using var storage = new SimulatedStorage(Content.Layout);
        storage.Faults.CapacityBytes = 40_960;
        Assert.Null(Content.WritePiece(storage, 0));
        Assert.Equal(StorageErrorKind.DiskFull, Content.WritePiece(storage, 1)?.Kind);
        Content.AssertHas(storage, 0);
        storage.Faults.CapacityBytes = long.MaxValue;
        Assert.Null(Content.WritePiece(storage, 1));
        Content.AssertHas(storage, 0, 1);
    }

    [Fact]
    public void Chosen_writes_and_reads_fail_once()
    {
        using var storage = new SimulatedStorage(Content.Layout);
        storage.Faults.FailWrite(2, StorageErrorKind.IoError, keptBytes: 100);
        storage.Faults.FailRead(1, StorageErrorKind.IoError);
        Assert.Null(Content.WritePiece(storage, 0));
        Assert.Equal(StorageErrorKind.IoError, Content.WritePiece(storage, 1)?.Kind);
        Assert.Equal(StorageErrorKind.IoError, Content.ReadKind(storage, 0));
        byte[] torn = new byte[200];
        Assert.Null(storage.Read(SampleContent.PieceLength, [torn]));
        Assert.True(Content.Piece(1).Span[..100].SequenceEqual(torn.AsSpan(0, 100)));
        Assert.All(torn[100..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_power_cut_takes_what_was_not_flushed()
    {
        using var storage = new SimulatedStorage(Content.Layout);
        Assert.Null(Content.WritePiece(storage, 0));
        Assert.Null(storage.Flush());
        Assert.Null(Content.WritePiece(storage, 1));
        Assert.Null(Content.WritePiece(storage, 9));
        storage.LosePower();
        Content.AssertHas(storage, 0);
        byte[] lost = new byte[10];
        Assert.Null(storage.Read(SampleContent.PieceLength, [lost]));
        Assert.All(lost, value => Assert.Equal(0, value));
        Assert.Equal(StorageErrorKind.Missing, Content.ReadKind(storage, 9));
    }
}
