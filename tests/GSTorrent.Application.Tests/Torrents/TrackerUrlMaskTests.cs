using CsCheck;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class TrackerUrlMaskTests
{
    [Theory]
    [InlineData("http://t.example/announce", "http://t.example/announce")]
    [InlineData("http://t.example:80/announce?passkey=1", "http://t.example:80/announce?…")]
    [InlineData("https://t.example/0123456789abcdef/announce", "https://t.example/…/announce")]
    [InlineData("udp://t.example:6969", "udp://t.example:6969")]
    [InlineData("http://me:secret@t.example/announce", "http://t.example/announce")]
    [InlineData("", "")]
    public void Masks_what_tells_who_somebody_is(string url, string shown) =>
        Assert.Equal(shown, TrackerUrlMask.Apply(url));

    [Fact]
    public void No_text_breaks_it() => Gen.String.Sample(text => TrackerUrlMask.Apply(text) is not null);
}
