using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Hosting;

/// <summary>What is done now and then: totals are stored, the state is settled and backed up.</summary>
internal sealed class Housekeeping(Statistics statistics, StateDatabase database, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>To empty the log waits for the disk twice, and changes with it.</summary>
    private const int TurnsPerCheckpoint = 30;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            for (int turn = 0; turn == 0 || await timer.WaitForNextTickAsync(stop); turn++)
            {
                // What cannot be stored now is stored the next time.
                await statistics.SaveAsync(database).WaitAsync(stop);
                await database.BackUpAsync(clock.GetUtcNow()).WaitAsync(stop);
                if (turn % TurnsPerCheckpoint == 0) await database.CheckpointAsync().WaitAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }
}
