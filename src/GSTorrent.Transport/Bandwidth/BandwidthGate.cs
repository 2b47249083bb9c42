using GSTorrent.Primitives;

namespace GSTorrent.Transport.Bandwidth;

/// <summary>
/// A limit in bytes per second that many connections share. Whoever wants to move bytes takes some first and waits in
/// a queue, first come first served, when there are none. Grants are small (a twentieth of a second), so that turns
/// are short; the sum over ten seconds is exact within 3 %. Thread-safe. Without a limit it costs one volatile read.
/// </summary>
public sealed class BandwidthGate
{
    private const int LeastGrant = 1024;
    private const int LongestGapMs = 1000;

    private readonly Lock _lock = new();
    private WaiterQueue _waiters;
    private MonotonicTime _refilled = MonotonicTime.Never;
    private double _tokens;
    private long _rate;

    /// <param name="rateBytesPerSecond">Bytes per second; 0 is no limit.</param>
    public BandwidthGate(long rateBytesPerSecond = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rateBytesPerSecond);
        _rate = rateBytesPerSecond;
    }

    /// <summary>Is there a limit at all?</summary>
    public bool IsLimited => Volatile.Read(ref _rate) != 0;

    /// <summary>Bytes per second; 0 is no limit. A change holds at once, for those who wait as well.</summary>
    public long RateBytesPerSecond
    {
        get => Volatile.Read(ref _rate);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (_lock)
            {
                if (_rate == 0) _refilled = MonotonicTime.Never;
                Volatile.Write(ref _rate, value);
                _tokens = Math.Clamp(_tokens, -Burst, Burst);
                Serve();
            }
        }
    }

    // What an unused limit saves up: an eighth of a second, so that a late heartbeat loses nothing.
    private double Burst => Math.Max(_rate / 8.0, LeastGrant);

    // The most that one turn gets: a twentieth of a second.
    private int Turn => (int)Math.Clamp(_rate / 20, LeastGrant, int.MaxValue);

    /// <summary>
    /// Takes up to <paramref name="wanted"/> bytes (above 0); answers how many were granted. Waits while there are
    /// none. Answers 0 only after <see cref="Cancel"/>.
    /// </summary>
    public ValueTask<int> TakeAsync(BandwidthWaiter waiter, int wanted, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(waiter);
        if (!IsLimited) return new ValueTask<int>(wanted);
        lock (_lock)
        {
            Refill(now);
            if (_rate == 0) return new ValueTask<int>(wanted);
            int turn = Math.Min(wanted, Turn);
            if (_waiters.First is null && _tokens >= turn)
            {
                _tokens -= turn;
                return new ValueTask<int>(turn);
            }

            ValueTask<int> granted = waiter.Wait(wanted);
            waiter.Gate = this;
            _waiters.Add(waiter);
            Serve();
            return granted;
        }
    }

    /// <summary>Counts bytes that could not wait (control messages); whoever comes next waits for them.</summary>
    public void Charge(int bytes)
    {
        if (!IsLimited) return;
        lock (_lock) _tokens -= bytes;
    }

    /// <summary>Gives back bytes that were granted but not used.</summary>
    public void Return(int unused)
    {
        if (unused <= 0 || !IsLimited) return;
        lock (_lock)
        {
            _tokens += unused;
            Serve();
        }
    }

    /// <summary>Ends a wait with a grant of 0 bytes; nothing happens if the waiter does not wait here.</summary>
    public void Cancel(BandwidthWaiter waiter)
    {
        ArgumentNullException.ThrowIfNull(waiter);
        lock (_lock)
        {
            if (waiter.Gate != this) return;
            Release(waiter, 0);
            Serve();
        }
    }

    /// <summary>Lets time pass: call it every 50 to 100 ms, else those who wait get their bytes late.</summary>
    public void Heartbeat(MonotonicTime now)
    {
        if (!IsLimited) return;
        lock (_lock)
        {
            Refill(now);
            Serve();
        }
    }

    /// <summary>Does somebody wait although all was given that the time allows? Then nothing is lost.</summary>
    internal bool IsUsedUp(MonotonicTime now)
    {
        lock (_lock) return _refilled >= now && _waiters.First is not null;
    }

    private void Refill(MonotonicTime now)
    {
        if (_refilled == MonotonicTime.Never) _refilled = now;
        long elapsedMs = Math.Min(now - _refilled, LongestGapMs);
        if (elapsedMs <= 0) return;
        _refilled = now;
        // Tokens above the burst are left by a heartbeat that came late while someone waited: they are owed.
        double most = _waiters.First is null ? Math.Max(Burst, _tokens) : double.MaxValue;
        _tokens = Math.Min(_tokens + (elapsedMs * (_rate / 1000.0)), most);
    }

    private void Serve()
    {
        while (_waiters.First is { } waiter)
        {
            int turn = _rate == 0 ? waiter.Wanted : Math.Min(waiter.Wanted, Turn);
            if (_rate != 0 && _tokens < turn) return;
            if (_rate != 0) _tokens -= turn;
            Release(waiter, turn);
        }
    }

    private void Release(BandwidthWaiter waiter, int granted)
    {
        _waiters.Remove(waiter);
        waiter.Gate = null;
        waiter.Grant(granted);
    }
}
