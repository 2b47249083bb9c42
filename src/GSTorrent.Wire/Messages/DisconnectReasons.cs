namespace GSTorrent.Wire;

/// <summary>The text of each <see cref="DisconnectReason"/>.</summary>
public static class DisconnectReasons
{
    /// <summary>Did the peer break the protocol, so that it should not be dialled again soon?</summary>
    public static bool IsProtocolError(this DisconnectReason reason) =>
        reason is DisconnectReason.BadHandshake
            or (>= DisconnectReason.MessageTooLong and <= DisconnectReason.BadPieces);

    /// <summary>A short text for people: what happened.</summary>
    public static string ToText(this DisconnectReason reason) => reason switch
    {
        DisconnectReason.None => "connected",
        DisconnectReason.RemoteClosed => "the peer closed the connection",
        DisconnectReason.ConnectFailed => "could not connect",
        DisconnectReason.ConnectTimeout => "no answer to the connection attempt",
        DisconnectReason.TransportError => "the connection failed",
        DisconnectReason.HandshakeTimeout => "no handshake in time",
        DisconnectReason.IdleTimeout => "nothing received for too long",
        DisconnectReason.RequestTimeout => "requests were not answered",
        DisconnectReason.SendTimeout => "the peer does not take our data",
        DisconnectReason.SendQueueFull => "too many messages wait to be sent",
        DisconnectReason.BadHandshake => "not a BitTorrent handshake",
        DisconnectReason.EncryptionMismatch => "no agreement about encryption",
        DisconnectReason.WrongInfoHash => "another torrent",
        DisconnectReason.SelfConnection => "the peer is ourselves",
        DisconnectReason.Duplicate => "already connected with this peer",
        _ => ToTextOfConduct(reason),
    };

    private static string ToTextOfConduct(DisconnectReason reason) => reason switch
    {
        DisconnectReason.MessageTooLong => "a message is too long",
        DisconnectReason.MalformedMessage => "a message has the wrong length",
        DisconnectReason.ValueOutOfRange => "a message holds a number out of range",
        DisconnectReason.UnexpectedMessage => "a message came when it is not allowed",
        DisconnectReason.InvalidPieceIndex => "a piece index out of range",
        DisconnectReason.InvalidBitfield => "an invalid bitfield",
        DisconnectReason.InvalidRequest => "a request out of range",
        DisconnectReason.UnrequestedBlock => "blocks that were not requested",
        DisconnectReason.RequestFlood => "too many requests",
        DisconnectReason.MessageFlood => "too many messages",
        DisconnectReason.MalformedExtended => "an extended message cannot be decoded",
        DisconnectReason.BadMetadata => "metadata does not fit the info-hash",
        DisconnectReason.BadPieces => "pieces failed their hash",
        DisconnectReason.Banned => "the address is banned",
        DisconnectReason.Filtered => "the address is in the IP filter",
        DisconnectReason.TooManyPeers => "too many connections",
        DisconnectReason.Replaced => "replaced by a better peer",
        DisconnectReason.BothSeeds => "both have everything",
        DisconnectReason.Reintroduced => "what we tell of our pieces has changed",
        DisconnectReason.NotInterested => "neither side wants anything",
        DisconnectReason.TorrentStopped => "the torrent was stopped",
        DisconnectReason.TorrentRemoved => "the torrent was removed",
        DisconnectReason.Shutdown => "the program stops",
        _ => reason.ToString(),
    };
}
