using GSTorrent.Application.Settings;

namespace GSTorrent.Application.Queueing;

/// <summary>What happens by itself: the queue moves on, seeding ends, the clock switches limits.</summary>
internal sealed class AutomationLoop(
    TorrentQueue queue, ShareKeeper shares, WallClockWatch wallClock, SettingsStore settings, TimeProvider clock)
    : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private bool? _wasWanted;
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
        try
        {
            while (true)
            {
                Task change = queue.NextChange;
                queue.Review();
                shares.Review();
                wallClock.Review();
                await SwitchLimitsAsync();
                await Task.WhenAny(change, Task.Delay(Interval, clock, stop));
                stop.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    // Only at its ends the clock switches: in between people may. What cannot be stored now is tried the next time.
    private async Task SwitchLimitsAsync()
    {
        bool? isWanted = AlternativeSchedule.IsWanted(settings.Current, clock.GetLocalNow().DateTime);
        if (isWanted == _wasWanted) return;
        if (isWanted is { } wanted && wanted != settings.Current.IsOn(AlternativeSettings.Enabled))
        {
            string text = wanted ? "true" : "false";
            var change = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [AlternativeSettings.Enabled.Name] = text,
            };
            if ((await settings.ChangeAsync(change)).Error is not null) return;
        }

        _wasWanted = isWanted;
    }
}
