using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>
/// One message between peers as it travels through mailboxes: 24 bytes, no allocation but for bitfields and extended
/// messages. Numbers are as the peer sent them, never negative, and not checked against the torrent.
/// </summary>
public readonly struct PeerMessage
{
    private PeerMessage(
        MessageKind kind, int piece = 0, int offset = 0, int length = 0, object? payload = null, byte extendedId = 0)
    {
        Payload = payload;
        Piece = piece;
        Offset = offset;
        Length = length;
        Kind = kind;
        ExtendedId = extendedId;
    }

    /// <summary>A frame of length zero.</summary>
    public static PeerMessage KeepAlive => new(MessageKind.KeepAlive);

    /// <summary>Choke.</summary>
    public static PeerMessage Choke => new(MessageKind.Choke);

    /// <summary>Unchoke.</summary>
    public static PeerMessage Unchoke => new(MessageKind.Unchoke);

    /// <summary>Interested.</summary>
    public static PeerMessage Interested => new(MessageKind.Interested);

    /// <summary>Not interested.</summary>
    public static PeerMessage NotInterested => new(MessageKind.NotInterested);

    /// <summary>Have all (BEP 6).</summary>
    public static PeerMessage HaveAll => new(MessageKind.HaveAll);

    /// <summary>Have none (BEP 6).</summary>
    public static PeerMessage HaveNone => new(MessageKind.HaveNone);

    /// <summary>A frame with an unknown id, of which nothing is kept.</summary>
    public static PeerMessage Unknown => new(MessageKind.Unknown);

    /// <summary>What the message says.</summary>
    public MessageKind Kind { get; }

    /// <summary>
    /// For <see cref="MessageKind.Extended"/>: 0 is the extended handshake, else the id that its receiver gave out.
    /// </summary>
    public byte ExtendedId { get; }

    /// <summary>Index of the piece, for kinds that name one.</summary>
    public int Piece { get; }

    /// <summary>First byte inside the piece, for kinds that name a block.</summary>
    public int Offset { get; }

    /// <summary>Bytes of the block, of the bitfield or of the extended payload.</summary>
    public int Length { get; }

    /// <summary>
    /// A <see cref="BlockBuffer"/> for a piece, a byte array for a bitfield or extended message, else null.
    /// </summary>
    public object? Payload { get; }

    /// <summary>The UDP port of a <see cref="MessageKind.Port"/> message.</summary>
    public int Port => Offset;

    /// <summary>The block that a request, cancel, reject or piece message names.</summary>
    public BlockRequest Request => new(Piece, Offset, Length);

    /// <summary>The buffer of a piece message.</summary>
    public BlockBuffer? Block => Payload as BlockBuffer;

    /// <summary>The bytes of a bitfield or extended message.</summary>
    public byte[] Bytes => Payload as byte[] ?? [];

    /// <summary>Have.</summary>
    public static PeerMessage Have(int piece) => new(MessageKind.Have, piece);

    /// <summary>A bitfield; the array is not copied.</summary>
    public static PeerMessage Bitfield(byte[] bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        return new(MessageKind.Bitfield, length: bits.Length, payload: bits);
    }

    /// <summary>A request.</summary>
    public static PeerMessage ForRequest(in BlockRequest request) =>
        new(MessageKind.Request, request.Piece, request.Offset, request.Length);

    /// <summary>A block; whoever handles the message owns the buffer.</summary>
    public static PeerMessage ForPiece(int piece, int offset, BlockBuffer block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return new(MessageKind.Piece, piece, offset, block.Length, block);
    }

    /// <summary>A cancel.</summary>
    public static PeerMessage Cancel(in BlockRequest request) =>
        new(MessageKind.Cancel, request.Piece, request.Offset, request.Length);

    /// <summary>A reject (BEP 6).</summary>
    public static PeerMessage Reject(in BlockRequest request) =>
        new(MessageKind.Reject, request.Piece, request.Offset, request.Length);

    /// <summary>The UDP port of our DHT node (BEP 5).</summary>
    public static PeerMessage ForPort(ushort port) => new(MessageKind.Port, offset: port);

    /// <summary>Suggest piece (BEP 6).</summary>
    public static PeerMessage Suggest(int piece) => new(MessageKind.Suggest, piece);

    /// <summary>Allowed fast (BEP 6).</summary>
    public static PeerMessage AllowedFast(int piece) => new(MessageKind.AllowedFast, piece);

    /// <summary>An extended message (BEP 10); the array is not copied.</summary>
    public static PeerMessage Extended(byte extendedId, byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return new(MessageKind.Extended, length: payload.Length, payload: payload, extendedId: extendedId);
    }

    /// <summary>For logs: the kind and the numbers that it carries.</summary>
    public override string ToString() => Kind switch
    {
        MessageKind.Have or MessageKind.Suggest or MessageKind.AllowedFast => $"{Kind} {Piece}",
        MessageKind.Request or MessageKind.Piece or MessageKind.Cancel or MessageKind.Reject =>
            $"{Kind} {Piece}:{Offset}+{Length}",
        MessageKind.Port => $"{Kind} {Port}",
        MessageKind.Bitfield => $"{Kind} {Length} B",
        MessageKind.Extended => $"{Kind} {ExtendedId}, {Length} B",
        _ => Kind.ToString(),
    };

    internal static PeerMessage Numbers(MessageKind kind, int piece, int offset, int length) =>
        new(kind, piece, offset, length);
}
