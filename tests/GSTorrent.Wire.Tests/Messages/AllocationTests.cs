using System.Runtime.CompilerServices;
using GSTorrent.Primitives;

namespace GSTorrent.Wire.Tests.Messages;

/// <summary>The hot path allocates nothing: what travels all the time, there and back.</summary>
public sealed class AllocationTests
{
    private static readonly WireLimits Limits = WireLimits.ForPieceCount(1000);

    [Fact]
    public void Frequent_messages_are_written_and_read_without_allocation()
    {
        var pool = new BlockPool();
        byte[] buffer = new byte[PieceGeometry.BlockSize + 64];
        var batches = new MessageBatchPool(2);
        long total = 0;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++) Travel(pool, buffer, batches, i);
            // The first rounds fill the pools and let the runtime compile.
            total = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, total);
    }

    [Fact]
    public void A_message_stays_small() => Assert.InRange(Unsafe.SizeOf<PeerMessage>(), 1, 32);

    private static void Travel(BlockPool pool, byte[] buffer, MessageBatchPool batches, int number)
    {
        MessageBatch batch = batches.Rent();
        var request = new BlockRequest(number, 0, PieceGeometry.BlockSize);
        BlockBuffer block = pool.Rent();
        block.Length = PieceGeometry.BlockSize;
        Trip(PeerMessage.Have(number), buffer, pool, batch);
        Trip(PeerMessage.ForRequest(request), buffer, pool, batch);
        Trip(PeerMessage.Cancel(request), buffer, pool, batch);
        Trip(PeerMessage.Reject(request), buffer, pool, batch);
        Trip(PeerMessage.Choke, buffer, pool, batch);
        Trip(PeerMessage.Unchoke, buffer, pool, batch);
        Trip(PeerMessage.Interested, buffer, pool, batch);
        Trip(PeerMessage.KeepAlive, buffer, pool, batch);
        Trip(PeerMessage.AllowedFast(number), buffer, pool, batch);
        Trip(PeerMessage.ForPiece(number, 0, block), buffer, pool, batch);
        block.Release();
        batch.Discard();
        batches.Return(batch);
    }

    private static void Trip(in PeerMessage message, byte[] buffer, BlockPool pool, MessageBatch batch)
    {
        int size = WireWriter.Write(message, buffer);
        WireReader.TryRead(buffer.AsSpan(0, size), Limits, out RawMessage raw, out _, out _);
        batch.Add(raw.ToPeerMessage(pool));
    }
}
