using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>
/// Everything that outlasts the process and changes. Nobody waits for the disk but who asks to; reading happens once,
/// at the start.
/// </summary>
public sealed class StateDatabase : IDisposable
{
    private static readonly TimeSpan BackupInterval = TimeSpan.FromHours(1), BusyInterval = TimeSpan.FromMinutes(2);

    /// <summary>So many changes are worth a backup before its time.</summary>
    private const int ManyChanges = 50;
    private readonly SqliteConnection _connection;
    private readonly LogFlusher _flusher;
    private readonly StateWriter _writer;
    private readonly string _path;
    private Thread? _copier;
    private int _unsavedChanges;

    private StateDatabase(SqliteConnection connection, TorrentFileStore files, string path)
    {
        _connection = connection;
        _path = path;
        // What earlier runs have added since the backup is not counted: its size tells.
        _unsavedChanges = StateBackup.IsMuchSmaller(path) ? ManyChanges : 0;
        Files = files;
        _flusher = new LogFlusher(path);
        _writer = new StateWriter(connection, files, _flusher);
    }

    /// <summary>Metainfo and magnet links.</summary>
    public TorrentFileStore Files { get; }

    /// <summary>
    /// Opens the state and reads all of it. Damage is survived and told in <see cref="LoadedState.Findings"/>; an
    /// error means that the disk, the rights or the version do not allow it.
    /// </summary>
    public static Result<(StateDatabase Database, LoadedState State)> Open(StateDirectory directory, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(clock);
        var files = new TorrentFileStore(directory.TorrentsPath);
        var opener = new StateOpener(directory, files, clock);
        if (!opener.Open().TryGet(out var opened, out AppError? error)) return error;
        return (new StateDatabase(opened.Connection, files, directory.DatabasePath), opened.State);
    }

    /// <summary>
    /// Stores a change. Completes with null once no kill of the process can take it back, else with the reason; changes
    /// keep the order of the calls.
    /// </summary>
    public async Task<AppError?> CommitAsync(StateChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Interlocked.Increment(ref _unsavedChanges);
        AppError? error = await _writer.AddAsync(new StateJob(change));
        return error is null && change.IsFlushed ? await FlushAsync() : error;
    }

    /// <summary>
    /// Completes with null once no power failure can take back what was stored before the call; without it that is so
    /// within about a second.
    /// </summary>
    public Task<AppError?> FlushAsync() => _flusher.FlushAsync();

    /// <summary>
    /// Stores a change soon, without anybody waiting; false if too many wait already and it is dropped.
    /// </summary>
    public bool TryPost(StateChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _writer.TryAdd(new StateJob(change));
    }

    /// <summary>
    /// Makes a backup if the newest is an hour old, or some minutes and much has changed since; call it after the start
    /// and now and then.
    /// </summary>
    public Task<AppError?> BackUpAsync(DateTimeOffset now)
    {
        TimeSpan age = now.UtcDateTime - StateBackup.NewestTimeUtc(_path);
        TimeSpan interval = Volatile.Read(ref _unsavedChanges) >= ManyChanges ? BusyInterval : BackupInterval;
        bool isFresh = age < interval && age > -interval;
        if (isFresh) return Task.FromResult<AppError?>(null);
        Interlocked.Exchange(ref _unsavedChanges, 0);
        return CopyAsync();
    }

    // It reads all of the database, which takes long; meanwhile changes go on.
    private Task<AppError?> CopyAsync()
    {
        var answer = new TaskCompletionSource<AppError?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _copier = new Thread(() =>
        {
            try
            {
                using SqliteConnection connection = StateConnection.Open(_path);
                StateBackup.Make(connection, _path);
                answer.SetResult(null);
            }
            catch (Exception failed) when (failed is SqliteException or IOException or UnauthorizedAccessException)
            {
                answer.SetResult(new AppError("state-not-saved", failed.Message));
            }
        })
        {
            IsBackground = true,
            Name = "state backup",
        };
        _copier.Start();
        return answer.Task;
    }

    /// <summary>
    /// Takes what is in the write-ahead log into the database itself, which a log that is cut short by a power failure
    /// then cannot take away again. Call it after the start and now and then; with nothing in the log it costs nothing.
    /// </summary>
    public Task<AppError?> CheckpointAsync() =>
        _writer.AddAsync(new StateJob(static connection =>
            StateSchema.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)")));

    /// <summary>Stores all that waits and closes.</summary>
    public void Dispose()
    {
        _copier?.Join();
        _writer.Dispose();
        _flusher.Dispose();
        _connection.Dispose();
    }
}
