namespace GSTorrent.Wire;

/// <summary>
/// The ids under which we take extended messages (BEP 10): peers send with these. We send with the peer's own.
/// </summary>
public static class ExtendedIds
{
    /// <summary>The extended handshake, for everybody.</summary>
    public const byte Handshake = 0;

    /// <summary>Peer exchange (BEP 11).</summary>
    public const byte UtPex = 1;

    /// <summary>Metadata (BEP 9).</summary>
    public const byte UtMetadata = 2;

    /// <summary>A piece is gone (BEP 54).</summary>
    public const byte LtDontHave = 3;
}
