using System.Net;
using System.Text;

namespace GSTorrent.Trackers.Tests.Http;

public sealed class HttpTrackerAnswerTests
{
    [Fact]
    public void A_compact_answer()
    {
        AnnounceResponse response = Parse(
            "d8:completei5e10:downloadedi50e11:external ip4:\u0001\u0002\u0003\u000410:incompletei3e8:intervali1800e"
            + "12:min intervali900e5:peers6:\n\0\0\u0001\u001a\u00e110:tracker id2:id15:warning message4:slowe");
        Assert.Equal((1800, 900, 5, 3, 50), (
            response.IntervalS, response.MinIntervalS, response.Seeders, response.Leechers, response.Downloaded));
        Assert.Equal([IPEndPoint.Parse("10.0.0.1:6881")], response.Peers);
        Assert.Equal(("slow", "id"), (response.WarningMessage, response.TrackerId));
        Assert.Equal(IPAddress.Parse("1.2.3.4"), response.ExternalIp);
    }

    [Fact]
    public void Peers_as_dictionaries_and_peers6() => Assert.Equal(
        [IPEndPoint.Parse(
            "10.0.0.1:6881"), IPEndPoint.Parse("[2001:db8::1]:51413"), IPEndPoint.Parse("[2001:db8::2]:1")],
        Parse("d8:intervali1800e5:peersld2:ip8:10.0.0.14:porti6881eed2:ip11:2001:db8::14:porti51413eee6:peers618:"
            + "\u0020\u0001\u000d\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0002\0\u0001e").Peers);

    [Theory]
    [InlineData("5:peers12:\n\0\0\u0001\0\0\0\0\0\0\u001a\u00e1")]
    [InlineData("5:peers12:\u00e0\0\0\u0001\0\u0001\u00ff\u00ff\u00ff\u00ff\0\u0001")]
    [InlineData("5:peers5:\n\0\0\u0001\u001a")]
    [InlineData("6:peers618:\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001")]
    [InlineData("5:peersld2:ip11:example.com4:porti80eed2:ip8:10.0.0.14:porti0eed2:ip8:10.0.0.14:porti65537eei5ee")]
    public void Peers_that_cannot_be_dialled_are_dropped(string peers) =>
        Assert.Empty(Parse($"d8:intervali1800e{peers}e").Peers);

    [Fact]
    public void Mapped_addresses_are_ipv4() => Assert.Equal(
        [IPEndPoint.Parse("10.0.0.1:1")],
        Parse("d6:peers618:\0\0\0\0\0\0\0\0\0\0\u00ff\u00ff\n\0\0\u0001\0\u0001e").Peers);

    [Fact]
    public void Only_so_many_peers_count()
    {
        string many = string.Concat(Enumerable.Repeat("\n\0\0\u0001\0\u0001", 1500));
        Assert.Equal(AnnounceResponse.MaxPeers, Parse($"d5:peers{many.Length}:{many}e").Peers.Count);
        string list = string.Concat(Enumerable.Repeat("d2:ip8:10.0.0.14:porti1ee", 1500));
        Assert.Equal(AnnounceResponse.MaxPeers, Parse($"d5:peersl{list}ee").Peers.Count);
    }

    [Theory]
    [InlineData("i0e", 60)]
    [InlineData("i59e", 60)]
    [InlineData("i61e", 61)]
    [InlineData("i86401e", 86400)]
    [InlineData("i2147483647e", 86400)]
    [InlineData("i2147483648e", 1800)]
    [InlineData("i9999999999999999999999e", 1800)]
    [InlineData("i-1e", 1800)]
    [InlineData("4:1800", 1800)]
    public void Intervals_stay_within_bounds(string interval, int expected) =>
        Assert.Equal(expected, Parse($"d8:interval{interval}5:peers0:e").IntervalS);

    [Theory]
    [InlineData("d14:failure reason4:gonee", "gone", null)]
    [InlineData("d14:failure reason4:gone8:retry in5:nevere", "gone", TrackerError.Never)]
    [InlineData("d14:failure reason4:gone8:retry ini15ee", "gone", 900)]
    [InlineData("d14:failure reason4:gone8:retry in2:15e", "gone", 900)]
    [InlineData("d14:failure reason4:gone8:retry ini0ee", "gone", 60)]
    [InlineData("d14:failure reason4:gone8:retry ini9999999999999999ee", "gone", null)]
    [InlineData("d14:failure reason4:gone8:retry ini1000000000ee", "gone", 86400)]
    [InlineData("d14:failure reason4:gone8:retry ini-1ee", "gone", null)]
    [InlineData("d14:failure reason5:a\n\u00ffb\u0001e", "a \ufffdb", null)]
    [InlineData("d14:failure reason0:e", "the tracker refused without a reason", null)]
    [InlineData("d14:failure reasoni5e5:peers0:e", "the tracker refused without a reason", null)]
    public void Failures(string body, string message, int? retryInSeconds) =>
        Assert.Equal(new TrackerError(message, retryInSeconds), Fail(body));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("le")]
    [InlineData("de")]
    [InlineData("d8:completei1ee")]
    [InlineData("d8:intervali1800e5:peersi6ee")]
    [InlineData("d8:intervali1800e5:peersdee")]
    [InlineData("d8:intervali1800e5:peers9:abce")]
    public void What_is_no_answer_is_an_error(string body) => Assert.NotEmpty(Fail(body).Message);

    [Fact]
    public void Long_texts_are_cut()
    {
        string text = new('x', 5000);
        Assert.Equal(250, Fail($"d14:failure reason5000:{text}e").Message.Length);
    }

    [Fact]
    public void A_scrape()
    {
        byte[] body = Encoding.ASCII.GetBytes(
            "d5:filesd20:aaaaaaaaaaaaaaaaaaaad8:completei5e10:downloadedi50e10:incompletei10ee"
            + "20:bbbbbbbbbbbbbbbbbbbbd8:completei-1ee3:abcdeee");
        Assert.True(
            HttpTrackerCodec.TryParseScrape(body, out IReadOnlyList<ScrapeEntry> entries, out TrackerError? error));
        Assert.Null(error);
        Assert.Equal([(5, 10, 50), (null, null, null)], entries.Select(
            entry => (entry.Seeders, entry.Leechers, entry.Downloaded)));
        Assert.Equal("61", entries[0].InfoHash.ToString()[..2]);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("d5:fileslee")]
    [InlineData("d14:failure reason2:noe")]
    public void What_is_no_scrape_is_an_error(string body)
    {
        Assert.False(HttpTrackerCodec.TryParseScrape(
            Samples.Latin1(body), out IReadOnlyList<ScrapeEntry> entries, out TrackerError? error));
        Assert.Empty(entries);
        Assert.NotNull(error);
    }

    private static AnnounceResponse Parse(string body)
    {
        bool isValid = HttpTrackerCodec.TryParseAnnounce(
            Samples.Latin1(body), out AnnounceResponse? response, out TrackerError? error);
        Assert.True(isValid, error?.Message);
        return response!;
    }

    private static TrackerError Fail(string body)
    {
        Assert.False(HttpTrackerCodec.TryParseAnnounce(
            Samples.Latin1(body), out AnnounceResponse? response, out TrackerError? error));
        Assert.Null(response);
        return error!;
    }
}
