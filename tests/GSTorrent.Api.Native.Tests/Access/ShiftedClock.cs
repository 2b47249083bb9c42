namespace GSTorrent.Api.Native.Tests.Access;

/// <summary>The system's clock, with another date if a test wishes it.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
