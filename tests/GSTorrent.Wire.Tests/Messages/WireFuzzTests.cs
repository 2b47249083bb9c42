using CsCheck;
using GSTorrent.Fuzz.Targets;

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

    [Fact]
    public void Random_bytes() => Bytes.Sample(WireTargets.Messages, iter: 20_000);

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
}
