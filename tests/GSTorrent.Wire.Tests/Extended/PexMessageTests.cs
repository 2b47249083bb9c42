using System.Net;
using System.Text;
using CsCheck;

namespace GSTorrent.Wire.Tests.Extended;

public sealed class PexMessageTests
{
    private static readonly PexMessage Sample = new(
        [
            new PexPeer(IPEndPoint.Parse("10.1.2.3:6881"), PexFlags.UploadOnly | PexFlags.Reachable),
            new PexPeer(IPEndPoint.Parse("[2001:db8::1]:51413"), PexFlags.Utp),
        ],
        [IPEndPoint.Parse("10.9.9.9:1")]);

    [Fact]
    public void Round_trip()
    {
        Assert.True(PexMessage.TryParse(Sample.ToBytes(), out PexMessage? read));
        Assert.Equal(Sample.Added, read!.Added);
        Assert.Equal(Sample.Dropped, read.Dropped);
    }

    [Fact]
    public void Compact_form_as_bytes() => Assert.StartsWith(
        "d5:added6:\n\u0001\u0002\u0003\u001a\u00e17:added.f1:\u00126:added618:",
        Encoding.Latin1.GetString(Sample.ToBytes()), StringComparison.Ordinal);

    [Fact]
    public void Port_zero_is_dropped_with_its_flags_and_half_peers_are_ignored()
    {
        byte[] payload =
            [.. "d5:added13:"u8, 1, 1, 1, 1, 0, 0, 2, 2, 2, 2, 0, 9, 3, .. "7:added.f2:"u8, 1, 2, (byte)'e'];
        Assert.True(PexMessage.TryParse(payload, out PexMessage? read));
        Assert.Equal([new PexPeer(IPEndPoint.Parse("2.2.2.2:9"), PexFlags.UploadOnly)], read!.Added);
    }

    [Fact]
    public void Only_so_many_peers_count()
    {
        var many = new PexMessage(
            [.. Enumerable.Range(1, 500).Select(i => new PexPeer(new IPEndPoint(i, 1), PexFlags.None))], []);
        Assert.True(PexMessage.TryParse(many.ToBytes(), out PexMessage? read));
        Assert.Equal(PexMessage.MaxPeers, read!.Added.Count);
    }

    [Fact]
    public void Mutated_messages_never_throw() =>
        Gen.Select(Gen.Int[0, 300], Gen.Byte, Gen.Int[1, 300]).Sample((at, value, length) =>
    {
        byte[] bytes = Sample.ToBytes();
        bytes[at % bytes.Length] = value;
        bool isRead = PexMessage.TryParse(bytes.AsMemory(0, Math.Min(length, bytes.Length)), out PexMessage? read);
        Assert.Equal(isRead, read is not null);
    });
}
