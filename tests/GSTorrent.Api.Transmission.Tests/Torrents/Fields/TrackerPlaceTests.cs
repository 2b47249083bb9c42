using CsCheck;
using GSTorrent.Api.Transmission.Torrents.Fields;

namespace GSTorrent.Api.Transmission.Tests.Torrents.Fields;

public sealed class TrackerPlaceTests
{
    [Theory]
    [InlineData("http://tracker.example.org/announce", "tracker.example.org:80", "example")]
    [InlineData("https://example.org/announce", "example.org:443", "example")]
    [InlineData("udp://a.b.example.co.uk:6969", "a.b.example.co.uk:6969", "example")]
    [InlineData("http://192.0.2.7:8080/a", "192.0.2.7:8080", "192.0.2.7")]
    [InlineData("http://localhost:1/announce", "localhost:1", "localhost")]
    [InlineData("nonsense", "", "")]
    public void Host_and_site(string url, string host, string site) =>
        Assert.Equal((host, site), (TrackerPlace.HostOf(url), TrackerPlace.SiteOf(url)));

    [Theory]
    [InlineData("http://t.example/announce", "http://t.example/scrape")]
    [InlineData("http://t.example/x/announce.php?key=1/announce", "http://t.example/x/scrape.php?key=1/announce")]
    [InlineData("http://t.example/a", "")]
    [InlineData("http://t.example/announce/x", "")]
    [InlineData("udp://t.example:1/announce", "udp://t.example:1/announce")]
    public void The_scrape_URL_follows_BEP_48(string announce, string scrape) =>
        Assert.Equal(scrape, TrackerPlace.ScrapeOf(announce));

    [Fact]
    public void No_text_breaks_it() => Gen.String.Sample(text =>
        TrackerPlace.HostOf(text) is not null && TrackerPlace.SiteOf(text) is not null
        && TrackerPlace.ScrapeOf(text) is not null);
}
