using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tests.Tcp;

/// <summary>Counts blocks and hands all buffers back; allocates nothing while it counts.</summary>
internal sealed class CountingSink(MessageBatchPool batches) : IPeerSink
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _reached = new();
    private long _wanted = long.MaxValue;
    private long _blocks;

    public long Blocks => Volatile.Read(ref _blocks);

    public Task Closed => _closed.Task;

    public Task UntilBlocks(long count)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _wanted, count);
        return _reached.Task;
    }

    public ValueTask ReceivedAsync(PeerConnection connection, MessageBatch batch)
    {
        long blocks = _blocks;
        foreach (PeerMessage message in batch.Messages)
            if (message.Kind == MessageKind.Piece) blocks++;
        Volatile.Write(ref _blocks, blocks);
        batch.Discard();
        batches.Return(batch);
        if (blocks >= Volatile.Read(ref _wanted)) _reached.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public void Sent(PeerConnection connection, long payloadBytes, long totalBytes)
    {
    }

    void IPeerSink.Closed(PeerConnection connection, DisconnectReason reason, string? detail) => _closed.TrySetResult();
}
