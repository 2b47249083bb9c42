using System.Buffers.Binary;

namespace GSTorrent.Wire;

/// <summary>
/// The extended message "lt_donthave" (BEP 54): the sender no longer has a piece.
/// <code>
/// lt_donthave = piece   ; 4 bytes big-endian
/// </code>
/// </summary>
public static class LtDontHave
{
    /// <summary>
    /// Reads the payload after the extended id; false if it is not 4 bytes or the number is 2^31 or more.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out int piece) =>
        BinaryPrimitives.TryReadInt32BigEndian(payload, out piece) && payload.Length == 4 && piece >= 0;

    /// <summary>The payload after the extended id.</summary>
    public static byte[] ToBytes(int piece)
    {
        byte[] payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, piece);
        return payload;
    }
}
