namespace GSTorrent.Wire;

/// <summary>Keeps empty batches for reuse. Thread-safe; holds at most so many as it was made for.</summary>
/// <param name="capacity">Batches that are kept; more are left to the garbage collector.</param>
public sealed class MessageBatchPool(int capacity)
{
    private readonly Lock _lock = new();
    private readonly MessageBatch?[] _kept = new MessageBatch?[capacity];
    private int _count;

    /// <summary>An empty batch.</summary>
    public MessageBatch Rent()
    {
        lock (_lock)
        {
            if (_count > 0) return _kept[--_count]!;
        }

        return new MessageBatch();
    }

    /// <summary>Takes a batch back; its messages are forgotten, the blocks in them not released.</summary>
    public void Return(MessageBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        // One that grew in a flood is not kept, else the flood's memory would stay for ever.
        if (batch.IsOversized) return;
        batch.Clear();
        lock (_lock)
        {
            if (_count < _kept.Length) _kept[_count++] = batch;
        }
    }
}
