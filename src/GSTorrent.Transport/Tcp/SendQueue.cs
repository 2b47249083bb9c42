using System.Buffers;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// What waits to be sent: messages as bytes, which go first, and upload slabs. Any thread adds, one loop takes. An
/// empty queue holds no buffer.
/// </summary>
internal sealed class SendQueue(int maxPendingBytes, int maxPendingSlabs)
{
    private const int LeastCapacity = 512;

    private readonly Lock _lock = new();
    private readonly SendSignal _signal = new();
    private readonly Queue<UploadSlab> _slabs = new();
    private byte[] _pending = [];
    private int _pendingCount;
    private byte[] _sending = [];
    private UploadSlab? _current;
    private int _nextBlock;
    private bool _isClosed;
    private bool _isAsleep;

    /// <summary>Encodes a message; false if the queue is full or closed.</summary>
    public bool TryAdd(in PeerMessage message)
    {
        int size = WireWriter.SizeOf(message);
        bool wake;
        lock (_lock)
        {
            if (_isClosed || size > maxPendingBytes - _pendingCount) return false;
            Reserve(_pendingCount + size);
            _pendingCount += WireWriter.Write(message, _pending.AsSpan(_pendingCount));
            wake = TakeSleep();
        }

        if (wake) _signal.Wake();
        return true;
    }

    /// <summary>Takes over a slab; false if the queue is full or closed.</summary>
    public bool TryAdd(UploadSlab slab)
    {
        bool wake;
        lock (_lock)
        {
            if (_isClosed || _slabs.Count >= maxPendingSlabs) return false;
            _slabs.Enqueue(slab);
            wake = TakeSleep();
        }

        if (wake) _signal.Wake();
        return true;
    }

    /// <summary>Leaves out blocks that are not under way yet; how many there were.</summary>
    public int Cancel(in BlockRequest request)
    {
        lock (_lock)
        {
            int dropped = _current is null ? 0 : DropIn(_current, _nextBlock, request);
            foreach (UploadSlab slab in _slabs) dropped += DropIn(slab, 0, request);
            return dropped;
        }
    }

    /// <summary>Leaves out all blocks that are not under way yet and tells which.</summary>
    public void CancelAll(ICollection<BlockRequest> dropped)
    {
        lock (_lock)
        {
            if (_current is not null) DropRest(_current, _nextBlock, dropped);
            foreach (UploadSlab slab in _slabs) DropRest(slab, 0, dropped);
        }
    }

    /// <summary>Done once there is something to take, or the queue is closed. For the sending loop alone.</summary>
    public ValueTask WaitAsync()
    {
        lock (_lock)
        {
            bool isEmpty = _pendingCount == 0 && _current is null && _slabs.Count == 0;
            if (_isClosed || !isEmpty) return ValueTask.CompletedTask;
            _isAsleep = true;
            return _signal.Wait();
        }
    }

    /// <summary>The next bytes to send, valid until the next call. For the sending loop alone.</summary>
    /// <param name="mostBlocks">Most blocks at once.</param>
    /// <param name="item">If there is something: the bytes.</param>
    public bool TryTake(int mostBlocks, out SendItem item)
    {
        lock (_lock)
        {
            item = default;
            GiveBack(ref _sending);
            if (_isClosed) return false;
            if (_pendingCount == 0) return TryTakeBlocks(mostBlocks, out item);
            _sending = _pending;
            item = new SendItem(_sending.AsMemory(0, _pendingCount), 0);
            _pending = [];
            _pendingCount = 0;
            return true;
        }
    }

    /// <summary>Nothing can be added or taken from now on; wakes the loop.</summary>
    public void Close()
    {
        bool wake;
        lock (_lock)
        {
            _isClosed = true;
            wake = TakeSleep();
        }

        if (wake) _signal.Wake();
    }

    /// <summary>Gives back every buffer; only after the loop has ended.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _isClosed = true;
            GiveBack(ref _sending);
            GiveBack(ref _pending);
            _pendingCount = 0;
            _current?.Release();
            _current = null;
            while (_slabs.TryDequeue(out UploadSlab? slab)) slab.Release();
        }
    }

    private static int DropIn(UploadSlab slab, int first, in BlockRequest request)
    {
        int dropped = 0;
        for (int i = first; i < slab.Count; i++)
        {
            if (slab.Requests[i] != request || slab.IsDropped(i)) continue;
            slab.Drop(i);
            dropped++;
        }

        return dropped;
    }

    private static void DropRest(UploadSlab slab, int first, ICollection<BlockRequest> dropped)
    {
        for (int i = first; i < slab.Count; i++)
        {
            if (slab.IsDropped(i)) continue;
            slab.Drop(i);
            dropped.Add(slab.Requests[i]);
        }
    }

    private static void GiveBack(ref byte[] buffer)
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private bool TakeSleep()
    {
        bool wasAsleep = _isAsleep;
        _isAsleep = false;
        return wasAsleep;
    }

    private bool TryTakeBlocks(int mostBlocks, out SendItem item)
    {
        while (_current is not null || _slabs.TryDequeue(out _current))
        {
            int first = _current.NextWanted(_nextBlock);
            if (first < _current.Count)
            {
                _nextBlock = _current.RunEnd(first, mostBlocks);
                item = new SendItem(_current.BytesOf(first, _nextBlock), _nextBlock - first);
                return true;
            }

            _current.Release();
            _current = null;
            _nextBlock = 0;
        }

        item = default;
        return false;
    }

    private void Reserve(int capacity)
    {
        if (capacity <= _pending.Length) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(LeastCapacity, Math.Max(capacity, _pendingCount * 2)));
        _pending.AsSpan(0, _pendingCount).CopyTo(larger);
        GiveBack(ref _pending);
        _pending = larger;
    }
}
