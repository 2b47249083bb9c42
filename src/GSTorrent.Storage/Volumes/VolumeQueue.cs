using System.Diagnostics;

namespace GSTorrent.Storage;

/// <summary>
/// The jobs of one volume on its own few threads, so that a hung volume stalls nothing but itself. Bounded; enqueuing
/// never blocks and never allocates. Jobs start in order but, with more than one thread, do not end in order.
/// </summary>
public sealed class VolumeQueue : IDisposable
{
    /// <summary>Threads of a volume unless told otherwise: one may wait for the disk while one writes.</summary>
    public const int DefaultThreadCount = 2;

    /// <summary>Jobs that may wait unless told otherwise.</summary>
    public const int DefaultCapacity = 1024;

    private const int DisposeTimeoutMs = 5000;

    private readonly object _lock = new();
    private readonly StorageJob?[] _ring;
    private readonly Thread[] _threads;
    private readonly Action<Exception>? _onBug;
    private int _head;
    private int _waiting;
    private int _running;
    private bool _isClosed;

    /// <param name="name">Names the threads, for people who look at them.</param>
    /// <param name="threadCount">Jobs that run at once.</param>
    /// <param name="capacity">Jobs that may wait.</param>
    /// <param name="onBug">Told what a job threw; null: it ends the process, as any bug on a thread does.</param>
    public VolumeQueue(
        string name,
        int threadCount = DefaultThreadCount,
        int capacity = DefaultCapacity,
        Action<Exception>? onBug = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Name = name;
        _ring = new StorageJob?[capacity];
        _onBug = onBug;
        _threads = new Thread[threadCount];
        for (int i = 0; i < threadCount; i++)
        {
            _threads[i] = new Thread(Run) { IsBackground = true, Name = $"volume {name} {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>The volume.</summary>
    public string Name { get; }

    /// <summary>Jobs that wait or run.</summary>
    public int PendingCount
    {
        get
        {
            lock (_lock) return _waiting + _running;
        }
    }

    /// <summary>Hands over a job; false if the queue is full or closed, then nothing happened.</summary>
    public bool TryEnqueue(StorageJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        lock (_lock)
        {
            if (_isClosed || _waiting == _ring.Length) return false;
            _ring[(_head + _waiting++) % _ring.Length] = job;
            Monitor.Pulse(_lock);
            return true;
        }
    }

    /// <summary>Takes no more jobs and lets those that wait run, for five seconds at most.</summary>
    public void Dispose() => Close(DisposeTimeoutMs);

    /// <summary>Takes no more jobs, lets those that wait run and, after a time, abandons the rest.</summary>
    /// <param name="timeoutMs">A thread that hangs in the system by then is left behind.</param>
    /// <returns>Did every job run?</returns>
    public bool Close(int timeoutMs)
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }

        long deadline = Stopwatch.GetTimestamp() + (timeoutMs * (Stopwatch.Frequency / 1000));
        bool drained = true;
        foreach (Thread thread in _threads)
            drained &= thread.Join(RemainingMs(deadline));
        while (TryTake(out StorageJob? job)) job!.Abandon();
        return drained;
    }

    private static int RemainingMs(long deadline) =>
        (int)Math.Max(0, (deadline - Stopwatch.GetTimestamp()) / (Stopwatch.Frequency / 1000));

    private bool TryTake(out StorageJob? job)
    {
        lock (_lock)
        {
            job = null;
            if (_waiting == 0) return false;
            job = Dequeue();
            return true;
        }
    }

    private StorageJob Dequeue()
    {
        StorageJob job = _ring[_head]!;
        _ring[_head] = null;
        _head = (_head + 1) % _ring.Length;
        _waiting--;
        return job;
    }

    private void Run()
    {
        while (true)
        {
            StorageJob job;
            lock (_lock)
            {
                while (_waiting == 0)
                {
                    if (_isClosed) return;
                    Monitor.Wait(_lock);
                }

                job = Dequeue();
                _running++;
            }

            try
            {
                job.Execute();
            }
            catch (Exception exception) when (_onBug is not null)
            {
                _onBug(exception);
            }
            finally
            {
                lock (_lock) _running--;
            }
        }
    }
}
