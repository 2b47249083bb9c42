namespace GSTorrent.Wire;

/// <summary>
/// Why a connection with a peer ended: one value a cause, shared by every floor. Text: <see cref="DisconnectReasons"/>.
/// </summary>
public enum DisconnectReason : byte
{
    /// <summary>Not disconnected.</summary>
    None = 0,

    /// <summary>The peer closed or reset the connection.</summary>
    RemoteClosed,

    /// <summary>The connection could not be made.</summary>
    ConnectFailed,

    /// <summary>The connection was not made in time.</summary>
    ConnectTimeout,

    /// <summary>The socket failed while in use.</summary>
    TransportError,

    /// <summary>The handshake did not arrive in time.</summary>
    HandshakeTimeout,

    /// <summary>Nothing arrived for too long.</summary>
    IdleTimeout,

    /// <summary>The peer let requests wait for too long.</summary>
    RequestTimeout,

    /// <summary>The peer takes what we send too slowly.</summary>
    SendTimeout,

    /// <summary>More messages wait to be sent than the queue holds.</summary>
    SendQueueFull,

    /// <summary>Not a BitTorrent handshake.</summary>
    BadHandshake,

    /// <summary>The encryption handshake failed, or a setting demands or forbids encryption.</summary>
    EncryptionMismatch,

    /// <summary>A torrent that we do not have, or not the one that the connection was made for.</summary>
    WrongInfoHash,

    /// <summary>The peer is ourselves.</summary>
    SelfConnection,

    /// <summary>There is a connection with this peer already.</summary>
    Duplicate,

    /// <summary>A frame above the limit for its kind.</summary>
    MessageTooLong,

    /// <summary>A frame whose length does not fit its id.</summary>
    MalformedMessage,

    /// <summary>A number of 2^31 or more.</summary>
    ValueOutOfRange,

    /// <summary>A message that is not allowed now: a late bitfield, a fast message that was not agreed on.</summary>
    UnexpectedMessage,

    /// <summary>The index of a piece that the torrent does not have.</summary>
    InvalidPieceIndex,

    /// <summary>A bitfield of the wrong length or with spare bits set.</summary>
    InvalidBitfield,

    /// <summary>A request for a range that is not inside a piece, or is too long.</summary>
    InvalidRequest,

    /// <summary>Blocks that were not asked for.</summary>
    UnrequestedBlock,

    /// <summary>More requests than we queue.</summary>
    RequestFlood,

    /// <summary>More messages of a kind than any honest peer sends.</summary>
    MessageFlood,

    /// <summary>An extended message that cannot be decoded.</summary>
    MalformedExtended,

    /// <summary>Metadata that does not fit the info-hash, or its size.</summary>
    BadMetadata,

    /// <summary>Pieces of this peer failed their hash.</summary>
    BadPieces,

    /// <summary>The peer's address is banned.</summary>
    Banned,

    /// <summary>The peer's address is in the IP filter.</summary>
    Filtered,

    /// <summary>The limit of connections is reached.</summary>
    TooManyPeers,

    /// <summary>A better peer takes the place.</summary>
    Replaced,

    /// <summary>Both have everything that they want.</summary>
    BothSeeds,

    /// <summary>The peer may come back at once: what we tell of our pieces has changed (BEP 16).</summary>
    Reintroduced,

    /// <summary>Neither side wanted anything for a long time.</summary>
    NotInterested,

    /// <summary>The torrent was stopped.</summary>
    TorrentStopped,

    /// <summary>The torrent was removed.</summary>
    TorrentRemoved,

    /// <summary>The program stops.</summary>
    Shutdown,
}
