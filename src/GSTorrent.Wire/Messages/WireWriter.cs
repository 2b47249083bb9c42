using System.Buffers.Binary;
using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>
/// Writes messages for peers; the grammar stands above <see cref="WireReader"/>. It allocates nothing.
/// </summary>
public static class WireWriter
{
    /// <summary>Bytes that <see cref="Write"/> needs, with the 4-byte length prefix.</summary>
    public static int SizeOf(in PeerMessage message) => WireReader.PrefixLength + FrameLength(message);

    /// <summary>
    /// Writes a message with its length prefix (BEP 3, 5, 6, 10; grammar: <see cref="WireReader"/>).
    /// </summary>
    /// <param name="message">Of any kind but <see cref="MessageKind.Unknown"/>.</param>
    /// <param name="destination">At least <see cref="SizeOf"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(in PeerMessage message, Span<byte> destination)
    {
        int length = FrameLength(message);
        Span<byte> frame = destination[..(WireReader.PrefixLength + length)];
        BinaryPrimitives.WriteInt32BigEndian(frame, length);
        if (message.Kind == MessageKind.KeepAlive) return frame.Length;
        frame[4] = (byte)message.Kind;
        Span<byte> body = frame[5..];
        switch (message.Kind)
        {
            case MessageKind.Have or MessageKind.Suggest or MessageKind.AllowedFast:
                BinaryPrimitives.WriteInt32BigEndian(body, message.Piece);
                break;
            case MessageKind.Request or MessageKind.Cancel or MessageKind.Reject:
                BinaryPrimitives.WriteInt32BigEndian(body, message.Piece);
                BinaryPrimitives.WriteInt32BigEndian(body[4..], message.Offset);
                BinaryPrimitives.WriteInt32BigEndian(body[8..], message.Length);
                break;
            case MessageKind.Piece:
                BinaryPrimitives.WriteInt32BigEndian(body, message.Piece);
                BinaryPrimitives.WriteInt32BigEndian(body[4..], message.Offset);
                message.Block!.Span.CopyTo(body[8..]);
                break;
            case MessageKind.Bitfield:
                message.Bytes.CopyTo(body);
                break;
            case MessageKind.Extended:
                body[0] = message.ExtendedId;
                message.Bytes.CopyTo(body[1..]);
                break;
            case MessageKind.Port:
                BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)message.Port);
                break;
        }

        return frame.Length;
    }

    /// <summary>
    /// Writes what stands before the block in a piece frame (BEP 3): <c>length %x07 piece offset</c>, 13 bytes. The
    /// block of
    /// <c>request.Length</c> bytes must follow.
    /// </summary>
    public static void WritePieceHeader(Span<byte> destination, in BlockRequest request)
    {
        BinaryPrimitives.WriteInt32BigEndian(destination, 9 + request.Length);
        destination[4] = (byte)MessageKind.Piece;
        BinaryPrimitives.WriteInt32BigEndian(destination[5..], request.Piece);
        BinaryPrimitives.WriteInt32BigEndian(destination[9..], request.Offset);
    }

    private static int FrameLength(in PeerMessage message) => message.Kind switch
    {
        MessageKind.KeepAlive => 0,
        MessageKind.Have or MessageKind.Suggest or MessageKind.AllowedFast => 5,
        MessageKind.Request or MessageKind.Cancel or MessageKind.Reject => 13,
        MessageKind.Piece => 9 + message.Length,
        MessageKind.Bitfield => 1 + message.Length,
        MessageKind.Extended => 2 + message.Length,
        MessageKind.Port => 3,
        MessageKind.Unknown =>
            throw new ArgumentException("A message of unknown kind cannot be sent.", nameof(message)),
        _ => 1,
    };
}
