using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// When a tracker is asked again. What trackers wish is kept within bounds, so that none can make us flood it or forget
/// it.
/// </summary>
public static class RetrySchedule
{
    /// <summary>No tracker is asked more often, in seconds.</summary>
    public const int LeastIntervalS = 60;

    /// <summary>No tracker is asked less often, in seconds: a day.</summary>
    public const int LongestIntervalS = 24 * 60 * 60;

    /// <summary>If the tracker says nothing, or nonsense, in seconds.</summary>
    public const int DefaultIntervalS = 1800;

    /// <summary>The longest pause after failures, in seconds.</summary>
    public const int LongestBackoffS = 1800;

    // With a quarter of jitter taken off it is still not below the least interval.
    private const int FirstBackoffS = 80;

    /// <summary>A moment that never comes.</summary>
    public static MonotonicTime NotAgain { get; } = new(long.MaxValue / 2);

    /// <summary>
    /// An interval from outside: null if absent, negative or beyond 32 bits, else from 60 s to a day.
    /// </summary>
    public static int? ClampInterval(long? seconds) =>
        seconds is null or < 0 or > int.MaxValue
            ? null : (int)Math.Clamp(seconds.Value, LeastIntervalS, LongestIntervalS);

    /// <summary>
    /// "retry in" (BEP 31), which is in minutes, as seconds from 60 to a day; null if it is nonsense.
    /// </summary>
    public static int? ClampRetryMinutes(long minutes) =>
        minutes is < 0 or > int.MaxValue
            ? null : ClampInterval(minutes * 60 > int.MaxValue ? int.MaxValue : minutes * 60);

    /// <summary>
    /// The pause after so many failures in a row: it doubles from 80 s to 30 min, less up to a quarter by chance, so
    /// that clients do not come back all at once.
    /// </summary>
    /// <param name="failCount">1 after the first failure.</param>
    /// <param name="random">Chance.</param>
    /// <returns>Milliseconds, from 60 s to 30 min.</returns>
    public static long BackoffMs(int failCount, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int doublings = Math.Clamp(failCount - 1, 0, 10);
        long longest = Math.Min(LongestBackoffS * 1000L, FirstBackoffS * 1000L << doublings);
        return (long)(longest * (1 - (random.NextDouble() / 4)));
    }
}
