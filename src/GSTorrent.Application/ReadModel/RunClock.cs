using GSTorrent.Primitives;

namespace GSTorrent.Application.ReadModel;

/// <summary>
/// Since when a torrent runs, seeds and moves nothing, by the clock that never jumps: limits are judged by it. The wall
/// clock may be set by years while a torrent runs; it is for showing only. Immutable.
/// </summary>
public sealed record RunClock
{
    // Less is how clocks are kept right, and no jump.
    private const long SameWallMs = 2_000;

    /// <summary>Since when it runs.</summary>
    public required MonotonicTime ActiveSince { get; init; }

    /// <summary>Since when it seeds; null if it does not.</summary>
    public MonotonicTime? SeedingSince { get; init; }

    /// <summary>Since when it has neither sent nor received content; while it does, of a moment ago.</summary>
    public required MonotonicTime QuietSince { get; init; }

    /// <summary>What the wall clock showed at the zero of the other one, in milliseconds since 1970.</summary>
    public required long WallMs { get; init; }

    /// <summary>The two clocks now.</summary>
    /// <param name="provider">Has both.</param>
    public static (MonotonicTime Now, long WallMs) Read(TimeProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        MonotonicTime now = MonotonicTime.From(provider);
        return (now, provider.GetUtcNow().ToUnixTimeMilliseconds() - now.Milliseconds);
    }

    /// <summary>Was the wall clock set between the two?</summary>
    public static bool IsJump(long beforeWallMs, long wallMs) => wallMs - beforeWallMs is < -SameWallMs or > SameWallMs;

    /// <summary>What the wall clock, as it is set now, would have shown at that moment.</summary>
    public long UnixMsOf(MonotonicTime moment) => WallMs + moment.Milliseconds;
}
