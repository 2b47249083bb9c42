using System.Text;
using CsCheck;

namespace GSTorrent.Wire.Tests.Extended;

public sealed class ExtendedHandshakeTests
{
    private static readonly ExtendedHandshake Full = new()
    {
        UtMetadata = 2,
        UtPex = 1,
        LtDontHave = 3,
        ClientName = "GSTorrent 0.1",
        ListenPort = 6881,
        RequestQueueLimit = 500,
        MetadataSize = 31235,
        UploadOnly = true,
        YourIp = [10, 0, 0, 1],
    };

    [Fact]
    public void Full_handshake_as_bytes() => Assert.Equal(
        "d1:md11:lt_donthavei3e11:ut_metadatai2e6:ut_pexi1ee13:metadata_sizei31235e1:pi6881e4:reqqi500e"
        + "11:upload_onlyi1e1:v13:GSTorrent 0.16:yourip4:\n\0\0\u0001e",
        Encoding.Latin1.GetString(Full.ToBytes()));

    [Fact]
    public void Round_trip()
    {
        ExtendedHandshake read = Parse(Full.ToBytes());
        Assert.Equal(Full.YourIp, read.YourIp);
        Assert.Equal(Full, read with { YourIp = Full.YourIp });
        Assert.Equal(new ExtendedHandshake(), Parse(new ExtendedHandshake().ToBytes()));
    }

    [Theory]
    [InlineData("d1:md11:ut_metadatai256e6:ut_pexi-1ee1:pi0ee")]
    [InlineData("d1:m3:abc1:pi65536e4:reqqi0e1:vi1e6:yourip3:abce")]
    [InlineData("d13:metadata_sizei-1e4:reqqi99999999999999999999e11:upload_only1:1e")]
    [InlineData("de")]
    [InlineData("d1:v0:e")]
    public void Values_of_the_wrong_kind_or_range_count_as_absent(string payload) =>
        Assert.Equal(new ExtendedHandshake(), Parse(Encoding.Latin1.GetBytes(payload)));

    [Theory]
    [InlineData("")]
    [InlineData("le")]
    [InlineData("i1e")]
    [InlineData("d1:m")]
    public void Something_else_than_a_dictionary_is_refused(string payload)
    {
        Assert.False(ExtendedHandshake.TryParse(Encoding.Latin1.GetBytes(payload), out ExtendedHandshake? handshake));
        Assert.Null(handshake);
    }

    [Fact]
    public void Bytes_after_the_dictionary_do_no_harm() => Assert.Equal(
        80, Parse("d1:pi80eegarbage"u8.ToArray()).ListenPort);

    [Fact]
    public void A_later_handshake_changes_only_what_it_mentions()
    {
        ExtendedHandshake updated = Full.UpdatedBy(new ExtendedHandshake { UtPex = 0, UploadOnly = false });
        Assert.Equal(Full with { UtPex = 0, UploadOnly = false }, updated);
    }

    [Fact]
    public void Client_names_are_made_fit_to_be_shown()
    {
        Assert.Equal("a\ufffdb", Parse([.. "d1:v4:a"u8, 0xff, (byte)'b', 0x07, (byte)'e']).ClientName);
        Assert.Equal("ab", Parse([.. "d1:v5:a"u8, .. "\u202eb"u8, (byte)'e']).ClientName);
        byte[] longName = Encoding.ASCII.GetBytes("d1:v300:" + new string('x', 300) + "e");
        Assert.Equal(100, Parse(longName).ClientName!.Length);
    }

    [Fact]
    public void Mutated_handshakes_never_throw() =>
        Gen.Select(Gen.Int[0, 200], Gen.Byte, Gen.Int[0, 200]).Sample((at, value, length) =>
    {
        byte[] bytes = Full.ToBytes();
        bytes[at % bytes.Length] = value;
        Assert.False(ExtendedHandshake.TryParse(bytes.AsMemory(0, Math.Min(length, 5)), out _));
        Assert.Equal(ExtendedHandshake.TryParse(bytes, out ExtendedHandshake? handshake), handshake is not null);
    });

    private static ExtendedHandshake Parse(byte[] payload)
    {
        Assert.True(ExtendedHandshake.TryParse(payload, out ExtendedHandshake? handshake));
        return handshake!;
    }
}
