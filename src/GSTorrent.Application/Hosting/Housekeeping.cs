using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Hosting;

/// <summary>What is done now and then: totals are stored, the state is settled and backed up.</summary>
internal sealed class Housekeeping(Statistics statistics, StateDatabase database, TimeProvider clock) : IAsyncDisposable
{
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
            do
            {
                // What cannot be stored now is stored the next time.
                await statistics.SaveAsync(database).WaitAsync(stop);
                await database.BackUpAsync(clock.GetUtcNow()).WaitAsync(stop);
                await database.CheckpointAsync().WaitAsync(stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }
}
