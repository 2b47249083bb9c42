namespace GSTorrent.Wire;

/// <summary>What a peer message says. Values up to 253 are the ids on the wire; the two above never travel.</summary>
public enum MessageKind : byte
{
    /// <summary>The sender answers no more requests (BEP 3).</summary>
    Choke = 0,

    /// <summary>The sender answers requests (BEP 3).</summary>
    Unchoke = 1,

    /// <summary>The sender wants pieces of the receiver (BEP 3).</summary>
    Interested = 2,

    /// <summary>The sender wants nothing of the receiver (BEP 3).</summary>
    NotInterested = 3,

    /// <summary>The sender has one more piece (BEP 3).</summary>
    Have = 4,

    /// <summary>All pieces that the sender has; only as the first message (BEP 3).</summary>
    Bitfield = 5,

    /// <summary>Asks for a block (BEP 3).</summary>
    Request = 6,

    /// <summary>A block (BEP 3).</summary>
    Piece = 7,

    /// <summary>Takes a request back (BEP 3).</summary>
    Cancel = 8,

    /// <summary>The UDP port of the sender's DHT node (BEP 5).</summary>
    Port = 9,

    /// <summary>A piece that the sender would like to be asked for (BEP 6).</summary>
    Suggest = 13,

    /// <summary>The sender has every piece; in place of a bitfield (BEP 6).</summary>
    HaveAll = 14,

    /// <summary>The sender has no piece; in place of a bitfield (BEP 6).</summary>
    HaveNone = 15,

    /// <summary>A request that will not be answered (BEP 6).</summary>
    Reject = 16,

    /// <summary>A piece that may be asked for while choked (BEP 6).</summary>
    AllowedFast = 17,

    /// <summary>A message of the extension protocol (BEP 10).</summary>
    Extended = 20,

    /// <summary>A frame of length zero (BEP 3).</summary>
    KeepAlive = 254,

    /// <summary>A frame with an id that we do not know; it is skipped.</summary>
    Unknown = 255,
}
