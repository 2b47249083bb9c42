using CsCheck;

namespace GSTorrent.Storage.Tests.Creation;

public sealed class PieceLengthReaderTests
{
    [Theory]
    [InlineData("16KiB", 16 << 10)]
    [InlineData("16384", 16 << 10)]
    [InlineData("1 mib", 1 << 20)]
    [InlineData("256MiB", 256 << 20)]
    public void Powers_of_two_are_read(string text, int expected)
    {
        Assert.True(PieceLengthReader.TryRead(text, out int length));
        Assert.Equal(expected, length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("8KiB")]
    [InlineData("512MiB")]
    [InlineData("1M")]
    [InlineData("48KiB")]
    [InlineData("-16KiB")]
    [InlineData("99999999999999999999MiB")]
    [InlineData("9007199254740992MiB")]
    public void Everything_else_is_refused(string text) => Assert.False(PieceLengthReader.TryRead(text, out _));

    [Fact]
    public void No_text_breaks_it() =>
        Gen.String[Gen.Char["0123456789KMGiB .-+e"], 0, 24].Sample(text =>
            !PieceLengthReader.TryRead(text, out int length) || int.IsPow2(length));
}
