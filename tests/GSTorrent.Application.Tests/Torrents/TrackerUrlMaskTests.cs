using CsCheck;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class TrackerUrlMaskTests
{
    [Theory]
    [InlineData("http://t.example/announce", "http://t.example:80/announce")]
    [InlineData("http://t.example:81/announce.php?passkey=1", "http://t.example:81/announce.php")]
    [InlineData("https://t.example/0123456789abcdef/announce", "https://t.example:443/…/announce")]
    [InlineData("https://t.example/a1b2c3d4/announce", "https://t.example:443/…/announce")]
    [InlineData("https://t.example/a/b/c", "https://t.example:443/…/…")]
    [InlineData("udp://t.example:6969", "udp://t.example:6969/")]
    [InlineData("http://me:secret@t.example/announce", "http://t.example:80/announce")]
    [InlineData("secret", "…")]
    public void Masks_what_tells_who_somebody_is(string url, string shown) =>
        Assert.Equal(shown, TrackerUrlMask.Apply(url));

    [Theory]
    [InlineData("http://t/a1b2c3d4/announce", "passkey A1B2C3D4 is unknown", "passkey … is unknown")]
    [InlineData("http://t/announce?uid=17&key=zyxwvuts", "no zyxwvuts of 17", "no … of 17")]
    [InlineData("http://joe:hunter2@t/announce", "joe, hunter2 is wrong", "joe, … is wrong")]
    [InlineData("http://t/a1b2c3d4/announce", "GET http://t/a1b2c3d4/announce", "GET http://t:80/…/announce")]
    [InlineData("http://t.example/torrent/announce", "Unregistered torrent", "Unregistered torrent")]
    [InlineData("http://t.example/announce", "announce to t.example later", "announce to t.example later")]
    [InlineData("", "text", "text")]
    public void Words_of_a_tracker_are_shown_without_what_its_address_hides(string url, string text, string shown) =>
        Assert.Equal(shown, TrackerUrlMask.ApplyTo(text, url));

    [Fact]
    public void No_text_breaks_it() => Gen.Select(Gen.String, Gen.String, (one, other) => (one, other)).Sample(
        pair => TrackerUrlMask.Apply(pair.one) is not null && TrackerUrlMask.ApplyTo(pair.one, pair.other) is not null);
}
