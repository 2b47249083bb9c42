using System.Net;

namespace GSTorrent.Engine;

/// <summary>
/// Takes note of peers that connect to us: proof that we can be reached from outside. Safe to use from any thread.
/// </summary>
internal sealed class IncomingNote(TimeProvider time)
{
    private long _lastUnixMs;

    /// <summary>
    /// When a peer of another machine last connected, in milliseconds since 1970; 0 if none ever did.
    /// </summary>
    public long LastUnixMs => Volatile.Read(ref _lastUnixMs);

    /// <summary>Somebody has connected and shaken hands.</summary>
    public void Hear(IPAddress address)
    {
        // What this machine can do tells nothing of others.
        if (!IPAddress.IsLoopback(address)) Volatile.Write(ref _lastUnixMs, time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
