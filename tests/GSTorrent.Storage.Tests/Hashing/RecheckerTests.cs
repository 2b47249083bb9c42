using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Testing;

namespace GSTorrent.Storage.Tests.Hashing;

public sealed class RecheckerTests
{
    private readonly SampleContent _content = new();

    [Fact]
    public void Every_random_hurt_is_found_and_nothing_else()
    {
        var random = new Random(9);
        for (int round = 0; round < 30; round++)
        {
            using var storage = new SimulatedStorage(_content.Layout);
            _content.WriteAll(storage);
            var hurt = new SortedSet<int>();
            for (int i = 0; i < random.Next(5); i++)
            {
                int offset = random.Next(_content.Bytes.Length);
                if (offset is >= 110_000 and < 130_000) continue;
                if (hurt.Add(offset / SampleContent.PieceLength)) storage.Corrupt(offset, 1);
            }

            RecheckResult result = new Rechecker(2).Recheck(storage, _content.Hashes);
            Assert.Null(result.Error);
            Assert.Equal(hurt, Enumerable.Range(0, 13).Where(piece => !result.Verified[piece]));
        }
    }

    [Fact]
    public void Only_the_pieces_asked_for_are_read()
    {
        using var storage = new SimulatedStorage(_content.Layout);
        _content.WriteAll(storage);
        var pieces = new Bitfield(13);
        pieces.Set(4);
        pieces.Set(12);
        var told = new List<int>();
        RecheckResult result = new Rechecker(1).Recheck(
            storage, _content.Hashes, pieces, (piece, _) => told.Add(piece), TestContext.Current.CancellationToken);
        Assert.Equal([4, 12], told);
        Assert.Equal(2, result.Verified.Count);
        Assert.Equal(2, storage.ReadCount);
    }

    [Fact]
    public void Holes_are_not_read_but_count_when_the_content_is_zeros()
    {
        ContentLayout layout = SampleContent.LayoutOf(16_384, ("zeros", 100_000, false));
        using var storage = new SimulatedStorage(layout);
        Assert.Null(storage.Write(0, [new byte[] { 1 }]));
        IEnumerable<byte[]> zeros = Enumerable.Range(0, 7).Select(piece => new byte[layout.Geometry.SizeOf(piece)]);
        byte[] hashes = [.. zeros.SelectMany(SHA1.HashData)];
        hashes[40] ^= 1;
        RecheckResult result = new Rechecker(2).Recheck(storage, hashes);
        Assert.Equal([1, 3, 4, 5, 6], Enumerable.Range(0, 7).Where(piece => result.Verified[piece]));
        Assert.Equal(1, storage.ReadCount);
    }

    [Fact]
    public void A_failing_disk_ends_it_with_the_cause_and_cancellation_too()
    {
        using var storage = new SimulatedStorage(_content.Layout);
        _content.WriteAll(storage);
        storage.Faults.FailRead(3, StorageErrorKind.IoError);
        Assert.Equal(StorageErrorKind.IoError, new Rechecker(1).Recheck(storage, _content.Hashes).Error?.Kind);
        using var cancellation = new CancellationTokenSource();
        RecheckResult result = new Rechecker(1).Recheck(
            storage, _content.Hashes, null, (_, _) => cancellation.Cancel(), cancellation.Token);
        Assert.Equal(StorageErrorKind.Cancelled, result.Error?.Kind);
        Assert.Equal(storage.Root, result.Error?.Path);
        Assert.Equal(1, result.Verified.Count);
    }

    [Fact]
    public void A_bug_in_a_callback_reaches_the_caller()
    {
        using var storage = new SimulatedStorage(_content.Layout);
        Assert.Throws<InvalidOperationException>(() => new Rechecker(2).Recheck(
            storage, _content.Hashes, null, (_, _) => throw new InvalidOperationException("oops")));
    }
}
