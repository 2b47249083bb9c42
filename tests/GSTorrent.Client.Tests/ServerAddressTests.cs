using CsCheck;

namespace GSTorrent.Client.Tests;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:2255", "http://127.0.0.1:2255")]
    [InlineData("http://127.0.0.1:2255/", "http://127.0.0.1:2255")]
    [InlineData("https://nas.example", "https://nas.example:2255")]
    [InlineData("http://nas.example:80", "http://nas.example:80")]
    [InlineData("https://nas.example/gst", "https://nas.example:2255/gst")]
    [InlineData("localhost", "http://localhost:2255")]
    [InlineData("localhost:9", "http://localhost:9")]
    [InlineData("nas.example:9", "https://nas.example:9")]
    [InlineData("[::1]:9", "http://[::1]:9")]
    [InlineData("http://0.0.0.0:9", "http://127.0.0.1:9")]
    [InlineData("https://[::]", "https://[::1]:2255")]
    [InlineData(" unix:/run/gst.sock\r", "unix:/run/gst.sock")]
    public void Reads_addresses(string text, string expected)
    {
        Assert.True(ServerAddress.TryParse(text, out ServerAddress? address));
        Assert.Equal(expected, address.ToString());
        Assert.True(ServerAddress.TryParse(address.ToString(), out ServerAddress? again));
        Assert.Equal(address, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("unix:")]
    [InlineData("unix:relative")]
    [InlineData("ftp://nas")]
    [InlineData("https://user:secret@nas")]
    [InlineData("https://nas?x=1")]
    [InlineData("https://nas:99999")]
    [InlineData("https://")]
    public void Refuses_what_is_no_address(string? text) => Assert.False(ServerAddress.TryParse(text, out _));

    [Fact]
    public void Takes_any_text_without_throwing() =>
        Gen.OneOf(Gen.String,
            Gen.Char["htps:/[]0.1@?#\\ %:unix"].Array[0, 20].Select(c => new string(c))).Sample(text =>
        {
            if (!ServerAddress.TryParse(text, out ServerAddress? address)) return;
            Assert.True(ServerAddress.TryParse(address.ToString(), out ServerAddress? again), address.ToString());
            Assert.Equal(address, again);
        });
}
