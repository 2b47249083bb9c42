using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// The number that a UDP tracker gave to prove that our address is our own (BEP 15 "UDP connections/spoofing").
/// </summary>
/// <param name="Id">The number.</param>
/// <param name="ReceivedAt">When it came.</param>
public readonly record struct UdpConnection(long Id, MonotonicTime ReceivedAt)
{
    /// <summary>How long a client may use it.</summary>
    public const int LifetimeMs = 60_000;

    /// <summary>May requests still use it?</summary>
    public bool IsAlive(MonotonicTime now) => now - ReceivedAt is >= 0 and < LifetimeMs;
}
