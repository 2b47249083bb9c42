using CsCheck;

namespace GSTorrent.Trackers.Tests;

public sealed class TrackerUrlTests
{
    private static readonly Gen<string> Starts =
        Gen.OneOf(new[] { "", "http://", "https://", "udp://", "http://a/", "udp://a:1/" }.Select(Gen.Const).ToArray());

    [Theory]
    [InlineData("http://tracker.example/announce", TrackerScheme.Http, "tracker.example", 80, "/announce")]
    [InlineData("HTTPS://Tracker.Example/a?b=c#d", TrackerScheme.Https, "tracker.example", 443, "/a?b=c")]
    [InlineData(" udp://[2001:db8::1]:1337/announce ", TrackerScheme.Udp, "2001:db8::1", 1337, "/announce")]
    [InlineData("udp://10.0.0.1:80", TrackerScheme.Udp, "10.0.0.1", 80, "/")]
    public void Accepted(string text, TrackerScheme scheme, string host, int port, string pathAndQuery)
    {
        TrackerUrl url = Samples.Url(text);
        Assert.Equal((scheme, host, port, pathAndQuery), (url.Scheme, url.Host, url.Port, url.PathAndQuery));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tracker.example/announce")]
    [InlineData("ws://tracker.example/announce")]
    [InlineData("file:///etc/passwd")]
    [InlineData("udp://tracker.example/announce")]
    [InlineData("http://tracker.example:0/announce")]
    [InlineData("http://tracker.example:65536/announce")]
    [InlineData("http:///announce")]
    [InlineData("http://tracker.example/ann ounce")]
    [InlineData("http://tracker.example/announce\r\nX: y")]
    [InlineData("http://tr\u0430cker.example/announce")]
    public void Refused(string? text)
    {
        Assert.False(TrackerUrl.TryParse(text, out TrackerUrl? url, out string? error));
        Assert.Null(url);
        Assert.NotEmpty(error!);
    }

    [Theory]
    [InlineData("http://t.example/announce", "HTTP://T.example:80/announce", true)]
    [InlineData("http://t.example/announce", "http://t.example/announce#x", true)]
    [InlineData("http://t.example/announce", "http://t.example/Announce", false)]
    [InlineData("http://t.example/announce", "https://t.example/announce", false)]
    [InlineData("http://t.example/announce", "http://t.example/announce?a=1", false)]
    public void Sameness(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Samples.Url(one).Equals(Samples.Url(other)));

    [Theory]
    [InlineData("http://t.example/0123456789abcdef/announce", "http://t.example:80/…/announce")]
    [InlineData("http://t.example/announce.php?passkey=secret", "http://t.example:80/announce.php")]
    [InlineData("http://user:secret@t.example/announce", "http://t.example:80/announce")]
    [InlineData("http://t.example/announce-0123456789abcdef", "http://t.example:80/announce…")]
    [InlineData("http://t.example/announce-a1b2c3", "http://t.example:80/announce…")]
    [InlineData("http://t.example/secret", "http://t.example:80/…")]
    [InlineData("http://t.example/a1b2/announce", "http://t.example:80/…/announce")]
    [InlineData("http://t.example/a1b2/tracker.php/x", "http://t.example:80/…/…")]
    [InlineData("https://t.example/tracker.php?k=1", "https://t.example:443/tracker.php")]
    [InlineData("udp://[::1]:1337", "udp://[::1]:1337/")]
    public void The_form_for_logs_hides_passkeys(string text, string shown) =>
        Assert.Equal(shown, Samples.Url(text).ToString());

    [Fact]
    public void Random_text_never_throws() => Gen.Select(Starts, Gen.String, (start, rest) => start + rest)
        .Sample(text =>
        {
            bool isValid = TrackerUrl.TryParse(text, out TrackerUrl? url, out string? error);
            Assert.Equal(isValid, url is not null);
            Assert.Equal(isValid, error is null);
            if (!isValid) return;
            Assert.InRange(url!.Port, 1, 65535);
            Assert.NotEmpty(url.ToString());
            Assert.StartsWith("/", url.PathAndQuery, StringComparison.Ordinal);
        });
}
