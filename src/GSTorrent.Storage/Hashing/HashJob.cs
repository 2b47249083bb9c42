using System.Runtime.ExceptionServices;

namespace GSTorrent.Storage;

/// <summary>
/// Spreads numbered items over threads in stretches, so that all together read forward through the disk. The caller's
/// thread works too. Used once.
/// </summary>
internal sealed class HashJob(int itemCount, int itemsPerStretch, CancellationToken cancellation)
{
    private readonly Lock _lock = new();
    private long _next;
    private volatile StorageError? _error;
    private volatile ExceptionDispatchInfo? _bug;

    /// <summary>Runs until all items are done, or one failed, or it is cancelled.</summary>
    /// <param name="threadCount">Threads, the caller's included.</param>
    /// <param name="createWorker">Called once by each thread.</param>
    public StorageError? Run(int threadCount, Func<HashWorker> createWorker)
    {
        var threads = new List<Thread>();
        int stretches = (int)(((long)itemCount + itemsPerStretch - 1) / itemsPerStretch);
        for (int i = 1; i < Math.Min(threadCount, stretches); i++)
        {
            var thread = new Thread(() => Work(createWorker)) { IsBackground = true, Name = "hashing" };
            thread.Start();
            threads.Add(thread);
        }

        Work(createWorker);
        foreach (Thread thread in threads) thread.Join();
        _bug?.Throw();
        return _error;
    }

    private void Work(Func<HashWorker> createWorker)
    {
        try
        {
            using HashWorker worker = createWorker();
            while (_error is null && _bug is null)
            {
                long from = Interlocked.Add(ref _next, itemsPerStretch) - itemsPerStretch;
                if (from >= itemCount) return;
                int to = (int)Math.Min(itemCount, from + itemsPerStretch);
                for (int item = (int)from; item < to && _error is null; item++) Execute(worker, item);
            }
        }
        catch (Exception exception)
        {
            // A bug in a worker or a callback belongs to the caller, not to a thread nobody watches.
            _bug = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void Execute(HashWorker worker, int item)
    {
        StorageError? error = cancellation.IsCancellationRequested
            ? new StorageError(StorageErrorKind.Cancelled, "hash", "", "it was cancelled")
            : worker.Execute(item);
        if (error is null) return;
        lock (_lock) _error ??= error;
    }
}
