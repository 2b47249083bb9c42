using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Wire.Tests.Messages;

/// <summary>
/// Bytes that no honest peer sends: an answer always comes, it is consistent, and the stream always ends.
/// </summary>
public sealed class WireFuzzTests
{
    private static readonly WireLimits Limits = WireLimits.ForPieceCount(64);

    // Bytes that pass the length check often: short lengths, known ids.
    private static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.Select(Gen.Byte[0, 20], Gen.Byte[0, 24], Gen.Byte.Array[0, 20], (
            length, id, rest) => (byte[])[0, 0, 0, length, id, .. rest])
            .Array[0, 8].Select(parts => parts.SelectMany(part => part).ToArray()),
        Gen.Select(Gens.Message, Gen.Int[0, 60], Gen.Byte, (message, at, value) =>
        {
            byte[] bytes = Gens.Bytes(message);
            bytes[at % bytes.Length] = value;
            return bytes;
        }));

    public static TheoryData<string> Files => Corpus.Names;

    [Fact]
    public void Random_bytes() => Bytes.Sample(Drain, iter: 20_000);

    [Theory]
    [MemberData(nameof(Files))]
    public void Corpus_file(string name) => Drain(Corpus.Read(name));

    [Fact]
    public void Any_cut_of_bad_bytes_ends_no_later_with_the_same_verdict() => Bytes.Sample(bytes =>
    {
        ReadStatus whole = WireReader.TryRead(bytes, Limits, out _, out int consumed, out _);
        for (int length = 0; length < bytes.Length; length++)
        {
            ReadStatus cut = WireReader.TryRead(bytes.AsSpan(0, length), Limits, out _, out int cutConsumed, out _);
            if (cut == ReadStatus.NeedMore) continue;
            Assert.Equal(whole, cut);
            Assert.Equal(consumed, cutConsumed);
        }
    });

    private static void Drain(byte[] bytes)
    {
        var pool = new BlockPool();
        ReadOnlySpan<byte> rest = bytes;
        while (WireReader.TryRead(
            rest, Limits, out RawMessage raw, out int consumed, out DisconnectReason reason) is var status
            && status == ReadStatus.Done)
        {
            Assert.InRange(consumed, WireReader.PrefixLength, rest.Length);
            Assert.True(raw.Piece >= 0 && raw.Offset >= 0 && raw.Length >= 0);
            Assert.Equal(DisconnectReason.None, reason);
            PeerMessage message = raw.ToPeerMessage(pool);
            if (message.Kind != MessageKind.Unknown) Assert.Equal(consumed, WireWriter.SizeOf(message));
            message.Block?.Release();
            ParseExtended(message);
            rest = rest[consumed..];
        }

        Assert.Equal(0, pool.RentedCount);
    }

    private static void ParseExtended(in PeerMessage message)
    {
        if (message.Kind != MessageKind.Extended) return;
        Assert.Equal(
            ExtendedHandshake.TryParse(message.Bytes, out ExtendedHandshake? handshake), handshake is not null);
        Assert.Equal(PexMessage.TryParse(message.Bytes, out PexMessage? pex), pex is not null);
        if (MetadataMessage.TryParse(message.Bytes, out MetadataMessage metadata))
            Assert.InRange(metadata.Data.Length, 0, MetadataMessage.PieceLength);
        if (LtDontHave.TryParse(message.Bytes, out int piece)) Assert.True(piece >= 0);
    }
}
