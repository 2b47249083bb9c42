using System.Buffers.Binary;

namespace GSTorrent.Wire;

/// <summary>
/// Reads the messages of a peer from a buffer, without copies and without exceptions.
/// <code>
/// frame      = length message            ; length: 4 bytes big-endian, bytes of message   (BEP 3 "peer messages")
/// message    = ""                        ; keep-alive
///            / id payload                ; id: 1 byte
/// payload    = ""                        ; 0-3 choke, unchoke, (not) interested; 14, 15 have all, have none (BEP 6)
///            / piece                     ; 4 have; 13 suggest, 17 allowed fast (BEP 6)
///            / *byte                     ; 5 bitfield
///            / piece offset blocklength  ; 6 request, 8 cancel; 16 reject (BEP 6)
///            / piece offset *byte        ; 7 piece
///            / port                      ; 9 port: 2 bytes (BEP 5)
///            / extid *byte               ; 20 extended: 1 byte and its payload (BEP 10)
/// </code>
/// All other numbers are 4 bytes big-endian; those of 2^31 and more fit no torrent and drop the peer. An unknown id is
/// no error: the frame is skipped.
/// </summary>
public static class WireReader
{
    /// <summary>Bytes before a frame's message.</summary>
    public const int PrefixLength = 4;

    /// <summary>Bytes of a piece frame before its block: prefix, id, piece, offset.</summary>
    public const int PieceHeaderLength = 13;

    /// <summary>
    /// Reads the frame at the start of the buffer. A frame that is too long or does not fit its id is refused as soon
    /// as its prefix and id are there.
    /// </summary>
    /// <param name="buffer">What was received and not consumed.</param>
    /// <param name="limits">The longest frames.</param>
    /// <param name="message">If done: the message; its payload lies in <paramref name="buffer"/>.</param>
    /// <param name="consumed">If done: bytes of the frame with its prefix; else 0.</param>
    /// <param name="reason">If invalid: why.</param>
    public static ReadStatus TryRead(
        ReadOnlySpan<byte> buffer, WireLimits limits,
        out RawMessage message, out int consumed, out DisconnectReason reason)
    {
        ArgumentNullException.ThrowIfNull(limits);
        message = default;
        consumed = 0;
        reason = DisconnectReason.None;
        if (buffer.Length < PrefixLength) return ReadStatus.NeedMore;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(buffer);
        if (length == 0) return ReadKeepAlive(out message, out consumed);
        if (buffer.Length == PrefixLength)
        {
            if (length <= limits.MaxFrameLength) return ReadStatus.NeedMore;
            reason = DisconnectReason.MessageTooLong;
            return ReadStatus.Invalid;
        }

        MessageKind kind = KindOf(buffer[PrefixLength]);
        reason = CheckLength(kind, length, limits);
        if (reason != DisconnectReason.None) return ReadStatus.Invalid;
        if (buffer.Length - PrefixLength < length) return ReadPartial(kind, buffer, out reason);
        ReadOnlySpan<byte> frame = buffer.Slice(PrefixLength, (int)length);
        if (!TryReadBody(kind, frame[0], frame[1..], out message))
        {
            reason = DisconnectReason.ValueOutOfRange;
            return ReadStatus.Invalid;
        }

        consumed = PrefixLength + (int)length;
        return ReadStatus.Done;
    }

    /// <summary>
    /// Reads the numbers of a piece frame whose block is not complete yet, so that the rest can be received into its
    /// final place. Call it after <see cref="TryRead"/> answered <see cref="ReadStatus.NeedMore"/>, which has checked
    /// limits.
    /// </summary>
    /// <returns>False if the buffer does not begin with the 13 bytes of such a frame.</returns>
    public static bool TryReadPieceHeader(
        ReadOnlySpan<byte> buffer, out int piece, out int offset, out int payloadLength)
    {
        piece = offset = payloadLength = 0;
        if (buffer.Length < PieceHeaderLength || buffer[PrefixLength] != (byte)MessageKind.Piece) return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(buffer);
        if (length is < 9 or > int.MaxValue) return false;
        piece = BinaryPrimitives.ReadInt32BigEndian(buffer[5..]);
        offset = BinaryPrimitives.ReadInt32BigEndian(buffer[9..]);
        payloadLength = (int)length - 9;
        return piece >= 0 && offset >= 0;
    }

    /// <summary>
    /// Bytes of the frame at the start of the buffer with its prefix; 0 if the prefix is not there yet.
    /// </summary>
    public static long FrameSize(ReadOnlySpan<byte> buffer) =>
        buffer.Length < PrefixLength ? 0 : PrefixLength + (long)BinaryPrimitives.ReadUInt32BigEndian(buffer);

    private static ReadStatus ReadKeepAlive(out RawMessage message, out int consumed)
    {
        message = new RawMessage { Kind = MessageKind.KeepAlive };
        consumed = PrefixLength;
        return ReadStatus.Done;
    }

    private static ReadStatus ReadPartial(MessageKind kind, ReadOnlySpan<byte> buffer, out DisconnectReason reason)
    {
        bool isBad = kind == MessageKind.Piece && buffer.Length >= PieceHeaderLength
            && !TryReadPieceHeader(buffer, out _, out _, out _);
        reason = isBad ? DisconnectReason.ValueOutOfRange : DisconnectReason.None;
        return isBad ? ReadStatus.Invalid : ReadStatus.NeedMore;
    }

    private static MessageKind KindOf(byte id) =>
        id is <= 9 or (>= 13 and <= 17) or 20 ? (MessageKind)id : MessageKind.Unknown;

    private static DisconnectReason CheckLength(MessageKind kind, uint length, WireLimits limits)
    {
        (uint least, uint most) = kind switch
        {
            MessageKind.Have or MessageKind.Suggest or MessageKind.AllowedFast => (5u, 5u),
            MessageKind.Request or MessageKind.Cancel or MessageKind.Reject => (13u, 13u),
            MessageKind.Piece => (9u, (uint)limits.MaxPieceFrame),
            MessageKind.Bitfield => (1u, (uint)limits.MaxBitfieldFrame),
            MessageKind.Extended => (2u, (uint)limits.MaxExtendedFrame),
            MessageKind.Port => (3u, 3u),
            MessageKind.Unknown => (1u, (uint)limits.MaxUnknownFrame),
            _ => (1u, 1u),
        };
        if (length >= least && length <= most) return DisconnectReason.None;
        return length > most && least != most ? DisconnectReason.MessageTooLong : DisconnectReason.MalformedMessage;
    }

    private static bool TryReadBody(MessageKind kind, byte id, ReadOnlySpan<byte> body, out RawMessage message)
    {
        int piece = 0, offset = 0, length = 0;
        byte extendedId = 0;
        ReadOnlySpan<byte> payload = default;
        switch (kind)
        {
            case MessageKind.Have or MessageKind.Suggest or MessageKind.AllowedFast:
                piece = BinaryPrimitives.ReadInt32BigEndian(body);
                break;
            case MessageKind.Request or MessageKind.Cancel or MessageKind.Reject:
                piece = BinaryPrimitives.ReadInt32BigEndian(body);
                offset = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
                length = BinaryPrimitives.ReadInt32BigEndian(body[8..]);
                break;
            case MessageKind.Piece:
                piece = BinaryPrimitives.ReadInt32BigEndian(body);
                offset = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
                payload = body[8..];
                break;
            case MessageKind.Port:
                offset = BinaryPrimitives.ReadUInt16BigEndian(body);
                break;
            case MessageKind.Extended:
                extendedId = body[0];
                payload = body[1..];
                break;
            case MessageKind.Bitfield:
                payload = body;
                break;
            case MessageKind.Unknown:
                extendedId = id;
                payload = body;
                break;
        }

        message = new RawMessage
        {
            Kind = kind,
            ExtendedId = extendedId,
            Piece = piece,
            Offset = offset,
            Length = payload.IsEmpty ? length : payload.Length,
            Payload = payload,
        };
        return (piece | offset | length) >= 0;
    }
}
