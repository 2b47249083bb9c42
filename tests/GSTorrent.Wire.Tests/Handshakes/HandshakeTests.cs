using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Wire.Tests.Handshakes;

public sealed class HandshakeTests
{
    private static readonly Gen<Handshake> Any = Gen.Select(
        Gen.Byte.Array[20], Gen.Byte.Array[20], Gen.ULong,
        (hash, id, reserved) => new Handshake(new InfoHash(hash), new PeerId(id), (ReservedBits)reserved));

    [Fact]
    public void Round_trip_and_every_prefix_needs_more() => Any.Sample(sent =>
    {
        byte[] bytes = Write(sent);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Equal(ReadStatus.NeedMore, HandshakeReader.TryRead(bytes.AsSpan(0, length), out _));
        Assert.Equal(ReadStatus.Done, HandshakeReader.TryRead(bytes, out Handshake read));
        Assert.Equal(sent, read);
    });

    [Fact]
    public void The_info_hash_is_known_before_the_peer_id() => Any.Sample(sent =>
    {
        byte[] bytes = Write(sent);
        Assert.Equal(ReadStatus.NeedMore, HandshakeReader.TryReadInfoHash(bytes.AsSpan(0, 47), out _, out _));
        Assert.Equal(ReadStatus.Done, HandshakeReader.TryReadInfoHash(
            bytes.AsSpan(0, 48), out InfoHash infoHash, out ReservedBits bits));
        Assert.Equal(sent.InfoHash, infoHash);
        Assert.Equal(sent.Reserved, bits);
    });

    [Fact]
    public void A_wrong_byte_in_the_protocol_name_shows_at_once()
    {
        byte[] bytes = Write(default);
        for (int i = 0; i < 20; i++)
        {
            byte[] wrong = [.. bytes];
            wrong[i] ^= 0x20;
            Assert.Equal(ReadStatus.Invalid, HandshakeReader.TryRead(wrong.AsSpan(0, i + 1), out _));
            Assert.Equal(ReadStatus.Invalid, HandshakeReader.TryReadInfoHash(wrong, out _, out _));
        }
    }

    [Fact]
    public void Abilities_stand_at_the_bytes_that_the_beps_name()
    {
        byte[] bytes = Write(
            new Handshake(default, default, ReservedBits.ExtensionProtocol | ReservedBits.Fast | ReservedBits.Dht));
        Assert.Equal("\u0013BitTorrent protocol"u8, bytes.AsSpan(0, 20));
        Assert.Equal("0000000000100005", Convert.ToHexStringLower(bytes.AsSpan(20, 8)));
        HandshakeReader.TryRead(bytes, out Handshake read);
        Assert.True(read.HasDht && read.HasFast && read.HasExtensionProtocol);
        Assert.False(
            default(Handshake).HasDht || default(Handshake).HasFast || default(Handshake).HasExtensionProtocol);
    }

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 100].Sample(bytes =>
    {
        HandshakeReader.TryRead(bytes, out _);
        HandshakeReader.TryReadInfoHash(bytes, out _, out _);
    });

    private static byte[] Write(in Handshake handshake)
    {
        byte[] bytes = new byte[Handshake.Length];
        Assert.Equal(Handshake.Length, HandshakeWriter.Write(handshake, bytes));
        return bytes;
    }
}
