namespace GSTorrent.Application.Persistence;

/// <summary>
/// Flushes the database's write-ahead log on a thread of its own: at once if somebody waits for that, else within a
/// second of a change. Who made the change has an answer as soon as a kill would not lose it, and does not wait for a
/// disk that is busy.
/// </summary>
internal sealed class LogFlusher : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _path;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly ManualResetEventSlim _hurry = new();
    private List<TaskCompletionSource<AppError?>> _waiting = [];
    private bool _isDue;
    private bool _isEnding;
    private volatile bool _hasFailed;

    /// <param name="databasePath">The log lies beside it.</param>
    public LogFlusher(string databasePath)
    {
        _path = databasePath + "-wal";
        _thread = new Thread(Run) { IsBackground = true, Name = "state flusher" };
        _thread.Start();
    }

    /// <summary>Did the last flush fail? Then the next change is to find out why, and to tell.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Something was committed that nobody has flushed.</summary>
    public void Committed()
    {
        lock (_gate) Order();
    }

    /// <summary>Somebody else has flushed all of it.</summary>
    public void Flushed() => _hasFailed = false;

    /// <summary>Flushes all that is committed now. Null: no power failure takes it back.</summary>
    public Task<AppError?> FlushAsync()
    {
        var answer = new TaskCompletionSource<AppError?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isEnding) return Task.FromResult<AppError?>(StateWriter.Closed);
            _waiting.Add(answer);
            Order();
            _hurry.Set();
        }

        return answer.Task;
    }

    /// <summary>Flushes what is due and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isEnding) return;
            _isEnding = true;
            _work.Release();
            _hurry.Set();
        }

        _thread.Join();
        _work.Dispose();
        _hurry.Dispose();
    }

    private void Order()
    {
        if (!_isDue) _work.Release();
        _isDue = true;
    }

    private void Run()
    {
        while (true)
        {
            _work.Wait();
            _hurry.Wait(Pause);
            List<TaskCompletionSource<AppError?>> waiting;
            bool isDue, isEnding;
            lock (_gate)
            {
                (waiting, _waiting) = (_waiting, []);
                (isDue, _isDue, isEnding) = (_isDue, false, _isEnding);
                if (!isEnding) _hurry.Reset();
            }

            AppError? error = isDue ? Flush() : null;
            foreach (TaskCompletionSource<AppError?> answer in waiting) answer.SetResult(error);
            if (isEnding) return;
        }
    }

    private AppError? Flush()
    {
        try
        {
            // SQLite's locks are on other files: closing this ends none.
            StateFiles.Flush(_path);
            return null;
        }
        catch (FileNotFoundException)
        {
            // Without a log all is in the database itself.
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            return new AppError("state-not-saved", $"The state cannot be flushed: {failed.Message}");
        }
    }
}
