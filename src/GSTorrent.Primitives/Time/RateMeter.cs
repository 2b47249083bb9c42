namespace GSTorrent.Primitives;

/// <summary>
/// Bytes per second, smoothed over about the last five seconds. A mutable struct: keep it in a field.
/// </summary>
public struct RateMeter
{
    private const long WindowMs = 1000;

    private long _windowStartMs;
    private long _windowBytes;
    private double _average;
    private bool _started;

    /// <summary>Bytes counted since the beginning.</summary>
    public long Total { get; private set; }

    /// <summary>Counts bytes moved at a moment.</summary>
    public void Add(long bytes, MonotonicTime now)
    {
        Advance(now);
        _windowBytes += bytes;
        Total += bytes;
    }

    /// <summary>The rate at a moment, in bytes per second.</summary>
    public long BytesPerSecond(MonotonicTime now)
    {
        Advance(now);
        return (long)_average;
    }

    private void Advance(MonotonicTime now)
    {
        if (!_started)
        {
            _started = true;
            _windowStartMs = now.Milliseconds;
        }

        long elapsed = now.Milliseconds - _windowStartMs;
        if (elapsed < WindowMs) return;
        // One exponential step for the window with its bytes, then decay for the empty windows that followed.
        long windows = elapsed / WindowMs;
        double share = _average == 0 ? 1.0 : 0.25;
        _average += share * (_windowBytes - _average);
        for (long i = 1; i < Math.Min(windows, 64); i++) _average *= 0.75;
        if (windows >= 64 || _average < 1) _average = windows >= 64 ? 0 : Math.Max(0, _average);
        _windowStartMs += windows * WindowMs;
        _windowBytes = 0;
    }
}
