using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tests.Tcp;

[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationGroup;

/// <summary>Counts the whole process, so nothing else may run beside it.</summary>
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Blocks = 4096;

    [Fact]
    public async Task A_steady_stream_of_blocks_allocates_nothing()
    {
        (Socket far, Socket near) = await Rig.ConnectAsync(IPAddress.Loopback);
        var settings = new PeerConnectionSettings
        {
            Blocks = new BlockPool(),
            Batches = new MessageBatchPool(16),
            Slabs = new SlabPool(),
        };
        var uploads = new UploadSlabPool();
        var receiver = new CountingSink(settings.Batches);
        var sender = new CountingSink(settings.Batches);
        var here = new PeerConnection(near, receiver, settings);
        var there = new PeerConnection(far, sender, settings);
        here.Start();
        there.Start();
        await TransferAsync(there, uploads, receiver, Blocks);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await TransferAsync(there, uploads, receiver, Blocks);
        long perBlock = (GC.GetTotalAllocatedBytes(precise: true) - before) / Blocks;
        here.Close(DisconnectReason.Shutdown);
        there.Close(DisconnectReason.Shutdown);
        await Task.WhenAll(receiver.Closed, sender.Closed);
        Assert.True(perBlock < 50, $"{perBlock} bytes a block");
        Assert.Equal(0, settings.Blocks.RentedCount);
        Assert.Equal(0, settings.Slabs.RentedCount);
        Assert.Equal(0, uploads.RentedCount);
    }

    private static async Task TransferAsync(
        PeerConnection sender, UploadSlabPool uploads, CountingSink receiver, int blocks)
    {
        Task done = receiver.UntilBlocks(receiver.Blocks + blocks);
        for (int queued = 0; queued < blocks; queued += UploadSlab.MaxBlocks)
        {
            UploadSlab slab = uploads.Rent();
            for (int i = 0; i < UploadSlab.MaxBlocks; i++)
                slab.TryAdd(new BlockRequest(queued, i * PieceGeometry.BlockSize, PieceGeometry.BlockSize));
            while (!sender.TrySendPieces(slab)) await Task.Yield();
        }

        await done.WaitAsync(TimeSpan.FromSeconds(60));
    }
}
