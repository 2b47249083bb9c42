namespace GSTorrent.Trackers;

/// <summary>How long to wait for a UDP tracker before the request is sent again (BEP 15 "time outs").</summary>
public static class UdpRetransmission
{
    /// <summary>The last n of 15 * 2^n seconds.</summary>
    public const int LastAttempt = 8;

    private const int FirstTimeoutMs = 15_000;

    /// <summary>
    /// Milliseconds to wait after the attempt was sent: 15 s times 2 to the attempt, at most 3,840 s.
    /// </summary>
    /// <param name="attempt">0 for the first datagram.</param>
    public static int TimeoutMs(int attempt) => FirstTimeoutMs << Math.Clamp(attempt, 0, LastAttempt);
}
