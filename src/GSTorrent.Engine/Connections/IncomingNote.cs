using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Engine;

/// <summary>
/// Takes note of peers that connect to us: proof that we can be reached from outside. Safe to use from any thread.
/// </summary>
internal sealed class IncomingNote(TimeProvider time)
{
    private long _lastByV4UnixMs;
    private long _lastByV6UnixMs;

    /// <summary>
    /// When a peer of another machine last connected, in milliseconds since 1970; 0 if none ever did.
    /// </summary>
    public long LastUnixMs => Math.Max(LastBy(AddressFamily.InterNetwork), LastBy(AddressFamily.InterNetworkV6));

    /// <summary>The same for peers of one family of addresses.</summary>
    public long LastBy(AddressFamily family) => family == AddressFamily.InterNetworkV6
        ? Volatile.Read(ref _lastByV6UnixMs)
        : Volatile.Read(ref _lastByV4UnixMs);

    /// <summary>Somebody has connected and shaken hands.</summary>
    public void Hear(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        // What this machine can do tells nothing of others.
        if (IPAddress.IsLoopback(address)) return;
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (address.AddressFamily == AddressFamily.InterNetworkV6) Volatile.Write(ref _lastByV6UnixMs, now);
        else Volatile.Write(ref _lastByV4UnixMs, now);
    }
}
