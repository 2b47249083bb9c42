namespace GSTorrent.Wire;

/// <summary>
/// The 8 reserved bytes of the handshake as a big-endian number: what the sender can do. Unknown bits are kept.
/// </summary>
[Flags]
public enum ReservedBits : ulong
{
    /// <summary>Only BEP 3.</summary>
    None = 0,

    /// <summary>The sender has a DHT node: port messages (BEP 5). Byte 7, 0x01.</summary>
    Dht = 0x01,

    /// <summary>The fast extension (BEP 6). Byte 7, 0x04.</summary>
    Fast = 0x04,

    /// <summary>A v1 peer of a hybrid torrent that could use v2 (BEP 52). Byte 7, 0x10.</summary>
    Version2 = 0x10,

    /// <summary>The extension protocol (BEP 10). Byte 5, 0x10.</summary>
    ExtensionProtocol = 0x10_0000,
}
