using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace GSTorrent.Application.Access;

/// <summary>
/// Does the slow arithmetic of passwords on few threads of its own: whoever sends passwords takes neither the threads
/// of other requests nor all processors. The threads begin with the first password.
/// </summary>
internal sealed class PasswordWorker : IDisposable
{
    /// <summary>Who may wait how often is up to <see cref="PasswordPlaces{T}"/>; this is the room of many.</summary>
    public const int MaxWaiting = 1_024;

    private readonly BlockingCollection<Action> _jobs = new(MaxWaiting);
    private readonly Lock _gate = new();
    private readonly int _maxThreads;
    private int _threads;

    public PasswordWorker(int? threads = null) =>
        _maxThreads = threads ?? Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    /// <summary>False if too many wait already, or at the end of the program; else the result comes later.</summary>
    public bool TryRun<T>(Func<T> work, [NotNullWhen(true)] out Task<T>? running)
    {
        running = null;
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (!_jobs.TryAdd(() => Finish(result, work))) return false;
        }
        catch (InvalidOperationException)
        {
            // It was disposed.
            return false;
        }

        EnsureThreads();
        running = result.Task;
        return true;
    }

    /// <summary>Takes nothing more; what waits is still done.</summary>
    public void Dispose() => _jobs.CompleteAdding();

    private static void Finish<T>(TaskCompletionSource<T> result, Func<T> work)
    {
        try
        {
            result.SetResult(work());
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            result.SetException(bug);
        }
    }

    private void EnsureThreads()
    {
        lock (_gate)
        {
            if (_threads == _maxThreads) return;
            _threads++;
        }

        new Thread(Run) { IsBackground = true, Name = "passwords" }.Start();
    }

    private void Run()
    {
        foreach (Action job in _jobs.GetConsumingEnumerable()) job();
    }
}
