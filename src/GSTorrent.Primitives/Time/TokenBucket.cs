namespace GSTorrent.Primitives;

/// <summary>
/// A limit in bytes per second as a bucket that refills with time. It never grants ahead of time, so that over any ten
/// seconds the sum is exact up to one burst (a tenth of a second). A mutable struct: keep it in a field.
/// </summary>
public struct TokenBucket
{
    private double _tokens;
    private MonotonicTime _refilled;
    private bool _started;

    /// <summary>Bytes per second; 0 is no limit.</summary>
    public long RateBytesPerSecond { get; set; }

    /// <summary>Is there a limit at all?</summary>
    public readonly bool IsLimited => RateBytesPerSecond > 0;

    /// <summary>Takes up to <paramref name="wanted"/> bytes; answers how many were granted, perhaps none.</summary>
    public int Take(int wanted, MonotonicTime now)
    {
        if (!IsLimited) return wanted;
        Refill(now);
        int granted = (int)Math.Min(wanted, Math.Floor(_tokens));
        if (granted <= 0) return 0;
        _tokens -= granted;
        return granted;
    }

    /// <summary>Gives back bytes that were granted but not used.</summary>
    public void Return(int unused) => _tokens += unused;

    private void Refill(MonotonicTime now)
    {
        if (!_started)
        {
            _started = true;
            _refilled = now;
        }

        _tokens += (now - _refilled) * (RateBytesPerSecond / 1000.0);
        _refilled = now;
        // A burst of a tenth of a second, but never less than one block: else a small limit would stand still.
        double burst = Math.Max(RateBytesPerSecond / 10.0, PieceGeometry.BlockSize);
        if (_tokens > burst) _tokens = burst;
    }
}
