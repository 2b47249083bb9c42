using System.Buffers.Binary;
using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>
/// Reads a handshake (BEP 3).
/// <code>
/// handshake = %d19 "BitTorrent protocol" reserved infohash peerid   ; 1 + 19 + 8 + 20 + 20 bytes
/// </code>
/// </summary>
public static class HandshakeReader
{
    /// <summary>Bytes up to and with the info-hash: enough to answer; some trackers' checks send no more.</summary>
    public const int InfoHashEnd = 48;

    private const int ReservedStart = 20;
    private const int InfoHashStart = 28;

    /// <summary>Length byte and name of the protocol.</summary>
    internal static ReadOnlySpan<byte> Protocol => "\u0013BitTorrent protocol"u8;

    /// <summary>Reads a whole handshake; wrong from the first byte that differs.</summary>
    /// <param name="buffer">What was received so far.</param>
    /// <param name="handshake">If done: the handshake, of <see cref="Handshake.Length"/> bytes.</param>
    public static ReadStatus TryRead(ReadOnlySpan<byte> buffer, out Handshake handshake)
    {
        handshake = default;
        if (!StartsRight(buffer)) return ReadStatus.Invalid;
        if (buffer.Length < Handshake.Length) return ReadStatus.NeedMore;
        handshake = new Handshake(
            new InfoHash(buffer.Slice(InfoHashStart, InfoHash.Length)),
            new PeerId(buffer.Slice(InfoHashEnd, PeerId.Length)),
            (ReservedBits)BinaryPrimitives.ReadUInt64BigEndian(buffer[ReservedStart..]));
        return ReadStatus.Done;
    }

    /// <summary>Reads as far as the info-hash, before the peer id has arrived.</summary>
    public static ReadStatus TryReadInfoHash(
        ReadOnlySpan<byte> buffer, out InfoHash infoHash, out ReservedBits reserved)
    {
        infoHash = default;
        reserved = ReservedBits.None;
        if (!StartsRight(buffer)) return ReadStatus.Invalid;
        if (buffer.Length < InfoHashEnd) return ReadStatus.NeedMore;
        infoHash = new InfoHash(buffer.Slice(InfoHashStart, InfoHash.Length));
        reserved = (ReservedBits)BinaryPrimitives.ReadUInt64BigEndian(buffer[ReservedStart..]);
        return ReadStatus.Done;
    }

    /// <summary>Do the bytes so far begin as a handshake does? If not, it may be an encrypted one.</summary>
    public static bool StartsRight(ReadOnlySpan<byte> buffer)
    {
        int known = Math.Min(buffer.Length, Protocol.Length);
        return buffer[..known].SequenceEqual(Protocol[..known]);
    }
}
