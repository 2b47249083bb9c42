using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>What waits for the writer: a change, or some other work on its connection, and who waits for it.</summary>
internal sealed class StateJob
{
    private readonly TaskCompletionSource<AppError?> _finished =
        new(TaskCreationOptions.RunContinuationsAsynchronously);


    private readonly Action<SqliteConnection>? _work;

    public StateJob(StateChange change) => Change = change;

    /// <param name="work">Done between transactions.</param>
    public StateJob(Action<SqliteConnection> work) => _work = work;

    public StateChange? Change { get; }

    /// <summary>Why the database refused the change.</summary>
    public AppError? Refusal { get; set; }

    public Task<AppError?> Finished => _finished.Task;

    public void Finish(AppError? error) => _finished.TrySetResult(error);

    public void RunAfterwards(SqliteConnection connection)
    {
        if (_work is null) return;
        try
        {
            _work(connection);
            Finish(null);
        }
        catch (Exception failed) when (failed is SqliteException or IOException or UnauthorizedAccessException)
        {
            Finish(new AppError("state-not-saved", failed.Message));
        }
    }
}
