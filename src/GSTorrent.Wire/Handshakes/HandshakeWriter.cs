using System.Buffers.Binary;
using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>Writes a handshake; the grammar stands above <see cref="HandshakeReader"/>.</summary>
public static class HandshakeWriter
{
    /// <summary>Writes the 68 bytes of a handshake (BEP 3).</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(in Handshake handshake, Span<byte> destination)
    {
        ReadOnlySpan<byte> protocol = HandshakeReader.Protocol;
        protocol.CopyTo(destination);
        BinaryPrimitives.WriteUInt64BigEndian(destination[protocol.Length..], (ulong)handshake.Reserved);
        handshake.InfoHash.CopyTo(destination[28..]);
        handshake.PeerId.CopyTo(destination[HandshakeReader.InfoHashEnd..Handshake.Length]);
        return Handshake.Length;
    }
}
