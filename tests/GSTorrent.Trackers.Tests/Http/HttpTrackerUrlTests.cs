using System.Net;
using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers.Tests.Http;

public sealed class HttpTrackerUrlTests
{
    [Fact]
    public void A_whole_announce_url() => Assert.Equal(
        "http://t.example/announce?info_hash=%124%AB%00%FFAZaz09-_.~%20%26%3D%3F%23&peer_id=-GT0100-abcdefghijkl"
        + "&port=6881&uploaded=1&downloaded=2&left=3&numwant=50&key=DEADBEEF&compact=1&no_peer_id=1&event=started",
        Build("http://t.example/announce", Samples.Request with { Event = AnnounceEvent.Started }));

    [Theory]
    [InlineData("http://t.example/a", "http://t.example/a?info_hash=")]
    [InlineData("http://t.example/a?", "http://t.example/a?info_hash=")]
    [InlineData("http://t.example/a?x=1", "http://t.example/a?x=1&info_hash=")]
    [InlineData("http://t.example/a?x=%2f&", "http://t.example/a?x=%2f&info_hash=")]
    [InlineData("http://t.example/a?x=1#fragment", "http://t.example/a?x=1&info_hash=")]
    [InlineData("http://t.example/a?x=\u00fc", "http://t.example/a?x=%C3%BC&info_hash=")]
    public void The_query_of_the_tracker_stays(string tracker, string start) =>
        Assert.StartsWith(start, Build(tracker, Samples.Request), StringComparison.Ordinal);

    [Fact]
    public void Optional_parameters_only_if_given()
    {
        string plain = Build("http://t.example/a", Samples.Request);
        foreach (string name in (string[])["event=", "trackerid=", "ip=", "ipv4=", "ipv6=", "supportcrypto="])
            Assert.DoesNotContain("&" + name, plain, StringComparison.Ordinal);
        string full = Build("http://t.example/a", Samples.Request with
        {
            TrackerId = "a&b",
            AnnounceAddress = IPAddress.Parse("192.0.2.1"),
            ExternalV4 = IPAddress.Parse("192.0.2.2"),
            ExternalV6 = IPAddress.Parse("2001:db8::1"),
        });
        Assert.EndsWith(
            "&trackerid=a%26b&ip=192.0.2.1&ipv4=192.0.2.2&ipv6=2001%3Adb8%3A%3A1", full, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AnnounceEvent.None, false, null)]
    [InlineData(AnnounceEvent.None, true, "paused")]
    [InlineData(AnnounceEvent.Started, true, "started")]
    [InlineData(AnnounceEvent.Completed, false, "completed")]
    [InlineData(AnnounceEvent.Stopped, false, "stopped")]
    public void Events(AnnounceEvent reason, bool isPartialSeed, string? name)
    {
        string url = Build(
            "http://t.example/a", Samples.Request with { Event = reason, IsPartialSeed = isPartialSeed });
        Assert.Equal(name, url.Contains("&event=", StringComparison.Ordinal) ? url.Split("&event=")[1] : null);
        Assert.Contains(
            reason == AnnounceEvent.Stopped ? "&numwant=0&" : "&numwant=50&", url, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_survive_the_way_through_a_uri() => Gen.Byte.Array[20].Sample(bytes =>
    {
        string url = Build("http://t.example/a?x=1", Samples.Request with { InfoHash = new InfoHash(bytes) });
        Assert.Equal(url, new Uri(url).AbsoluteUri);
        string encoded = url.Split("info_hash=")[1].Split('&')[0];
        Assert.Equal(bytes, WebUtility.UrlDecodeToBytes(Samples.Latin1(encoded), 0, encoded.Length));
    });

    // The table of BEP 48.
    [Theory]
    [InlineData("http://example.com/announce", "http://example.com/scrape?")]
    [InlineData("http://example.com/x/announce", "http://example.com/x/scrape?")]
    [InlineData("http://example.com/announce.php", "http://example.com/scrape.php?")]
    [InlineData("http://example.com/announce?x2%0644", "http://example.com/scrape?x2%0644&")]
    [InlineData(
        "http://example.com/announce/announce?x=a/announce", "http://example.com/announce/scrape?x=a/announce&")]
    public void Scrape_urls(string announce, string start) => Assert.Equal(
        start + "info_hash=%124%AB%00%FFAZaz09-_.~%20%26%3D%3F%23",
        HttpTrackerCodec.BuildScrapeUrl(Samples.Url(announce), Samples.InfoHash));

    [Theory]
    [InlineData("http://example.com/a")]
    [InlineData("http://example.com/announce?x=2/4", true)]
    [InlineData("http://example.com/x%064announce")]
    [InlineData("http://example.com/a?x=/announce")]
    [InlineData("http://example.com")]
    [InlineData("udp://example.com:80/announce")]
    public void Whether_a_scrape_url_exists(string announce, bool exists = false) =>
        Assert.Equal(exists, HttpTrackerCodec.BuildScrapeUrl(Samples.Url(announce), Samples.InfoHash) is not null);

    private static string Build(string tracker, AnnounceRequest request) =>
        HttpTrackerCodec.BuildAnnounceUrl(Samples.Url(tracker), request);
}
