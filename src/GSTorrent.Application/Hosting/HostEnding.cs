using GSTorrent.Application.Journal;

namespace GSTorrent.Application.Hosting;

/// <summary>The orderly end of a host, within a time that nothing can lengthen.</summary>
internal sealed class HostEnding(HostParts parts, EventJournal journal, Statistics statistics, TimeProvider clock)
{
    private static readonly TimeSpan ForTorrents = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ForAll = TimeSpan.FromMilliseconds(4300);
    private readonly long _begin = clock.GetTimestamp();

    private TimeSpan Rest
    {
        get
        {
            TimeSpan rest = ForAll - clock.GetElapsedTime(_begin);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    public async Task EndAsync()
    {
        parts.Observer.IsStopping = true;
        parts.Fetcher.Dispose();
        await TryAsync(parts.Automation.DisposeAsync().AsTask());
        await TryAsync(parts.Housekeeping.DisposeAsync().AsTask());
        await TryAsync(parts.Engine.StopAsync(ForTorrents));
        await TryAsync(parts.Saver.FlushAsync());
        await TryAsync(statistics.SaveAsync(parts.Database, isEnd: true));
        await TryAsync(journal.FlushAsync());
        await TryAsync(CloseAsync());
    }

    // A hung disk would hold these up for ever, so they have a thread of their own, which ends with the process.
    private Task CloseAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            parts.Close();
            ValueTask engine = parts.Engine.DisposeAsync();
            engine.AsTask().Wait();
            done.SetResult();
        })
        {
            IsBackground = true,
            Name = "end of the host",
        };
        thread.Start();
        return done.Task;
    }

    private async Task TryAsync(Task step)
    {
        try
        {
            await step.WaitAsync(Rest, clock);
        }
        catch (TimeoutException)
        {
            // Whatever holds it up is not worth more time: what counts was recorded before.
        }
    }
}
