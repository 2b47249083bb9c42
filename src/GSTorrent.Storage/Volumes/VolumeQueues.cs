namespace GSTorrent.Storage;

/// <summary>
/// One <see cref="VolumeQueue"/> a device, made on demand. Finding the queue of a path does not touch the volume, so it
/// may be called by loops. Thread-safe.
/// </summary>
public sealed class VolumeQueues : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, VolumeQueue> _queues = new(StringComparer.Ordinal);
    private readonly int _threadCount;
    private readonly int _capacity;
    private readonly Action<Exception>? _onBug;
    private bool _isClosed;

    /// <param name="threadCount">Threads of each volume.</param>
    /// <param name="capacity">Jobs that may wait on each volume.</param>
    /// <param name="onBug">See <see cref="VolumeQueue"/>.</param>
    public VolumeQueues(
        int threadCount = VolumeQueue.DefaultThreadCount,
        int capacity = VolumeQueue.DefaultCapacity,
        Action<Exception>? onBug = null)
    {
        _threadCount = threadCount;
        _capacity = capacity;
        _onBug = onBug;
    }

    /// <summary>The queue of the volume that a path lies on; the path need not exist.</summary>
    /// <param name="root">Absolute path.</param>
    /// <exception cref="ObjectDisposedException">The queues were closed.</exception>
    public VolumeQueue For(string root)
    {
        string device = MountTable.Read().DeviceOf(Path.GetFullPath(root));
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (!_queues.TryGetValue(device, out VolumeQueue? queue))
                _queues.Add(device, queue = new VolumeQueue(device, _threadCount, _capacity, _onBug));
            return queue;
        }
    }

    /// <summary>Jobs that wait or run, of all volumes.</summary>
    public int PendingCount
    {
        get
        {
            lock (_lock) return _queues.Values.Sum(static queue => queue.PendingCount);
        }
    }

    /// <summary>Closes all queues at the same time, see <see cref="VolumeQueue.Dispose"/>.</summary>
    public void Dispose()
    {
        VolumeQueue[] queues;
        lock (_lock)
        {
            _isClosed = true;
            queues = [.. _queues.Values];
        }

        // Side by side: the time for hung volumes is not to add up.
        Parallel.ForEach(queues, static queue => queue.Dispose());
    }
}
