namespace GSTorrent.Primitives;

/// <summary>
/// Bytes per second, smoothed over about the last four seconds. A mutable struct: keep it in a field.
/// </summary>
public struct RateMeter
{
    private const long WindowMs = 1000;

    /// <summary>The share of the newest second in the average.</summary>
    private const double Newest = 0.25;

    /// <summary>After so many silent seconds nothing is left of the average.</summary>
    private const long ForgottenAfter = 40;

    private long _windowStartMs;
    private long _windowBytes;
    private double _average;
    private bool _isStarted;

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
        if (!_isStarted)
        {
            _isStarted = true;
            _windowStartMs = now.Milliseconds;
        }

        long seconds = (now.Milliseconds - _windowStartMs) / WindowMs;
        if (seconds <= 0) return;
        // The first second is the best guess; later ones move the average. Then the silent seconds after it.
        _average += (_average == 0 ? 1 : Newest) * (_windowBytes - _average);
        _average = seconds > ForgottenAfter ? 0 : _average * Math.Pow(1 - Newest, seconds - 1);
        _windowStartMs += seconds * WindowMs;
        _windowBytes = 0;
    }
}
