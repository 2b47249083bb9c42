using System.Collections.Concurrent;
using GSTorrent.Primitives;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>The one thread that writes: takes all that waits, in order, into one transaction.</summary>
internal sealed class StateWriter : IDisposable
{
    private const int MaxWaiting = 10_000;
    private const int MaxBatch = 1_000;

    private readonly SqliteConnection _connection;
    private readonly TorrentFileStore _files;
    private readonly StatementCache _statements;
    private readonly LogFlusher _flusher;
    private readonly ConcurrentQueue<StateJob> _waiting = new();
    private readonly SemaphoreSlim _room = new(MaxWaiting, MaxWaiting);
    private readonly SemaphoreSlim _work = new(0);
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly HashSet<InfoHash> _touched = [];
    private volatile bool _stopping;
    private bool _isFlushing = true;

    /// <summary>What is told to those who come too late.</summary>
    public static AppError Closed { get; } = new("shutting-down", "The state is closed: nothing is stored any more.");

    public StateWriter(SqliteConnection connection, TorrentFileStore files, LogFlusher flusher)
    {
        _flusher = flusher;
        _connection = connection;
        _files = files;
        _statements = new StatementCache(connection);
        _thread = new Thread(Run) { IsBackground = true, Name = "state writer" };
        _thread.Start();
    }

    /// <summary>Waits for room, then for the commit. Null: no kill takes it back.</summary>
    public async Task<AppError?> AddAsync(StateJob job)
    {
        await _room.WaitAsync();
        return await Enqueue(job);
    }

    /// <summary>Never waits: false if there is no room.</summary>
    public bool TryAdd(StateJob job)
    {
        if (!_room.Wait(0)) return false;
        _ = Enqueue(job);
        return true;
    }

    /// <summary>Writes all that waits, then ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping) return;
            _stopping = true;
        }

        _work.Release();
        _thread.Join();
        _statements.Dispose();
    }

    private Task<AppError?> Enqueue(StateJob job)
    {
        // Under the lock, because a job that came after the thread has looked for the last time would wait for ever.
        lock (_gate)
        {
            if (_stopping) job.Finish(Closed);
            else _waiting.Enqueue(job);
        }

        _work.Release();
        return job.Finished;
    }

    private void Run()
    {
        var batch = new List<StateJob>(MaxBatch);
        while (true)
        {
            _work.Wait();
            while (TakeBatch(batch))
            {
                Write(batch);
                _room.Release(batch.Count);
            }

            if (_stopping && _waiting.IsEmpty) return;
        }
    }

    private bool TakeBatch(List<StateJob> batch)
    {
        batch.Clear();
        _touched.Clear();
        while (batch.Count < MaxBatch && _waiting.TryPeek(out StateJob? job))
        {
            if (job.Change?.FilesOf is { } infoHash && !_touched.Add(infoHash)) break;
            if (_waiting.TryDequeue(out _)) batch.Add(job);
        }

        return batch.Count > 0;
    }

    private void Write(List<StateJob> batch)
    {
        List<StateJob> ready = PrepareFiles(batch);
        if (ready.Count > 0)
        {
            AppError? error = Commit(ready);
            foreach (StateJob job in ready)
            {
                // One bad change must not take the others of its batch with it.
                AppError? own = error is null || ready.Count == 1 ? error : Commit([job]);
                Settle(job, own ?? job.Refusal);
            }
        }

        foreach (StateJob job in batch) job.RunAfterwards(_connection);
    }

    private List<StateJob> PrepareFiles(List<StateJob> batch)
    {
        var ready = new List<StateJob>(batch.Count);
        bool touched = false;
        foreach (StateJob job in batch)
        {
            if (job.Change is null) continue;
            touched |= job.Change.Before is not null;
            if (TryFiles(job.Change.Before) is not { } error) ready.Add(job);
            else Settle(job, error);
        }

        if (!touched || TryFiles(files => files.Flush()) is not { } notFlushed) return ready;
        foreach (StateJob job in ready) Settle(job, notFlushed);
        return [];
    }

    private AppError? Commit(List<StateJob> jobs)
    {
        try
        {
            ChooseFlushing(jobs);
            _statements.Run("BEGIN IMMEDIATE");
            foreach (StateJob job in jobs) job.Refusal = job.Change!.Apply(_statements);
            _statements.Run("COMMIT");
            if (_isFlushing) _flusher.Flushed();
            else _flusher.Committed();
            return null;
        }
        catch (SqliteException error)
        {
            RollBack();
            return new AppError("state-not-saved", $"The state cannot be stored: {error.Message}");
        }
    }

    // SQLite flushes its log with each commit, or only when it empties it. What goes along with steps on files is never
    // ahead of them, nor behind.
    private void ChooseFlushing(List<StateJob> jobs)
    {
        bool isFlushing = _flusher.HasFailed || jobs.Exists(static job => job.Change!.FilesOf is not null);
        if (isFlushing == _isFlushing) return;
        StateSchema.Execute(_connection, $"PRAGMA synchronous = {(isFlushing ? "FULL" : "NORMAL")}");
        _isFlushing = isFlushing;
    }

    private void RollBack()
    {
        try
        {
            _statements.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private void Settle(StateJob job, AppError? error)
    {
        // A rename that fails after the commit is made up for by the next start.
        _ = TryFiles(error is null ? job.Change!.After : job.Change!.Undo);
        job.Finish(error);
    }

    private AppError? TryFiles(Action<TorrentFileStore>? step)
    {
        try
        {
            step?.Invoke(_files);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new AppError("state-not-saved", $"The state cannot be stored: {failed.Message}");
        }
    }
}
