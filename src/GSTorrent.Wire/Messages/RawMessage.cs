using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>
/// One message as <see cref="WireReader"/> found it: the payload still lies in the receive buffer. Numbers are never
/// negative, and not checked against the torrent.
/// </summary>
public readonly ref struct RawMessage
{
    /// <summary>What the message says.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>For extended messages their id (BEP 10); for unknown ones the message id.</summary>
    public byte ExtendedId { get; init; }

    /// <summary>Index of the piece, for kinds that name one.</summary>
    public int Piece { get; init; }

    /// <summary>First byte inside the piece, for kinds that name a block; for port messages the UDP port.</summary>
    public int Offset { get; init; }

    /// <summary>Bytes of the block that is named; for kinds with a payload its length.</summary>
    public int Length { get; init; }

    /// <summary>The block, the bitfield or what an extended or unknown message holds after its id.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>
    /// The message for a mailbox. The payload of a piece is copied into a buffer from <paramref name="pool"/>, that of
    /// a bitfield or extended message into an array; unknown ones lose theirs.
    /// </summary>
    public PeerMessage ToPeerMessage(BlockPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        switch (Kind)
        {
            case MessageKind.Piece:
                BlockBuffer block = pool.Rent();
                block.Fill(Payload);
                return PeerMessage.ForPiece(Piece, Offset, block);
            case MessageKind.Bitfield:
                return PeerMessage.Bitfield(Payload.ToArray());
            case MessageKind.Extended:
                return PeerMessage.Extended(ExtendedId, Payload.ToArray());
            case MessageKind.Unknown:
                return PeerMessage.Unknown;
            default:
                return PeerMessage.Numbers(Kind, Piece, Offset, Length);
        }
    }
}
