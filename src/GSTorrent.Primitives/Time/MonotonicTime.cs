namespace GSTorrent.Primitives;

/// <summary>
/// A moment on a clock that never jumps: milliseconds since some start. The engine knows no other clock, so wall-clock
/// changes cannot touch it.
/// </summary>
/// <param name="Milliseconds">Since the start of the clock; only differences mean something.</param>
public readonly record struct MonotonicTime(long Milliseconds) : IComparable<MonotonicTime>
{
    /// <summary>Before every moment that a clock shows.</summary>
    public static MonotonicTime Never { get; } = new(long.MinValue / 2);

    /// <summary>The moment on the provider's monotonic clock.</summary>
    public static MonotonicTime From(TimeProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new MonotonicTime(provider.GetTimestamp() / (provider.TimestampFrequency / 1000));
    }

    /// <inheritdoc />
    public int CompareTo(MonotonicTime other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Milliseconds between two moments.</summary>
    public static long operator -(MonotonicTime left, MonotonicTime right) => left.Milliseconds - right.Milliseconds;

    /// <summary>So many milliseconds later.</summary>
    public static MonotonicTime operator +(MonotonicTime left, long milliseconds) =>
        new(left.Milliseconds + milliseconds);

    /// <summary>Is it earlier?</summary>
    public static bool operator <(MonotonicTime left, MonotonicTime right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Is it later?</summary>
    public static bool operator >(MonotonicTime left, MonotonicTime right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Is it no later?</summary>
    public static bool operator <=(MonotonicTime left, MonotonicTime right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Is it no earlier?</summary>
    public static bool operator >=(MonotonicTime left, MonotonicTime right) => left.Milliseconds >= right.Milliseconds;
}
