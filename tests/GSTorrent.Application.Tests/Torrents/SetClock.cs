namespace GSTorrent.Application.Tests.Torrents;

/// <summary>The clocks of the machine, but the wall clock may be set, and time may be skipped.</summary>
internal sealed class SetClock : TimeProvider
{
    private long _setTicks;
    private long _skippedTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>By how much the wall clock is wrong; the other one goes on.</summary>
    public TimeSpan Set
    {
        get => new(Volatile.Read(ref _setTicks));
        set => Volatile.Write(ref _setTicks, value.Ticks);
    }

    /// <summary>So much time passes at once, on both clocks.</summary>
    public void Skip(TimeSpan time) => Interlocked.Add(ref _skippedTicks, time.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        System.GetUtcNow() + Set + new TimeSpan(Volatile.Read(ref _skippedTicks));

    public override long GetTimestamp() =>
        System.GetElapsedTime(0).Ticks + Volatile.Read(ref _skippedTicks);
}
