using CsCheck;
using GSTorrent.Application.Torrents;
using GSTorrent.Storage;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class FileStampCodecTests
{
    [Fact]
    public void Stamps_survive() =>
        Gen.Select(Gen.Long, Gen.Long, (length, modified) => new FileStamp(length, modified)).Array[0, 20]
            .Sample(stamps => Assert.Equal(stamps, FileStampCodec.Decode(FileStampCodec.Encode(stamps))));

    [Fact]
    public void Any_bytes_can_be_read() =>
        Gen.Byte.Array[0, 100].Sample(bytes =>
            Assert.Equal(bytes.Length % 16 == 0 ? bytes.Length / 16 : 0, FileStampCodec.Decode(bytes).Length));
}
