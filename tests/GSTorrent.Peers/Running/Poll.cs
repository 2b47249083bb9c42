using System.Diagnostics;

namespace GSTorrent.Peers.Running;

/// <summary>Waits for a condition of another program, with a deadline and a reason in the error.</summary>
public static class Poll
{
    private const int IntervalMs = 50;

    /// <summary>Asks until <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within <paramref name="timeoutMs"/>.</exception>
    public static async Task UntilAsync(
        Func<CancellationToken, Task<bool>> condition,
        string what,
        int timeoutMs,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long started = Stopwatch.GetTimestamp();
        while (!await condition(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started).TotalMilliseconds > timeoutMs)
            {
                throw new TimeoutException($"not within {timeoutMs} ms: {what}");
            }

            await Task.Delay(IntervalMs, cancellationToken);
        }
    }
}
