using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>The first thing that each side sends (BEP 3 "peer protocol").</summary>
/// <param name="InfoHash">The torrent.</param>
/// <param name="PeerId">The sender.</param>
/// <param name="Reserved">What the sender can do.</param>
public readonly record struct Handshake(InfoHash InfoHash, PeerId PeerId, ReservedBits Reserved)
{
    /// <summary>Bytes of a handshake.</summary>
    public const int Length = 68;

    /// <summary>Can the sender speak the extension protocol (BEP 10)?</summary>
    public bool HasExtensionProtocol => (Reserved & ReservedBits.ExtensionProtocol) != ReservedBits.None;

    /// <summary>Can the sender speak the fast extension (BEP 6)?</summary>
    public bool HasFast => (Reserved & ReservedBits.Fast) != ReservedBits.None;

    /// <summary>Has the sender a DHT node (BEP 5)?</summary>
    public bool HasDht => (Reserved & ReservedBits.Dht) != ReservedBits.None;
}
