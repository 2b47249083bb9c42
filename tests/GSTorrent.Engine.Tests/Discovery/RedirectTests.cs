using System.Net;
using System.Text;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>
/// A tracker on the internet must not send us to machines that only we can reach. Here 127.0.0.2 and 127.0.0.3 stand
/// for the internet.
/// </summary>
public sealed class RedirectTests
{
    private const string Good = "d8:intervali900ee";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("inside.test")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_redirect_from_the_internet_to_inside_is_refused(string host)
    {
        await using var inside = FakeHttpTracker.Saying(Good);
        await using var outside = Redirecting($"http://{host}:{inside.Port}/secret", 2);
        AnnounceResult result = await AnnounceAsync(outside);
        Assert.Contains("private address", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task Not_even_over_a_connection_that_another_announce_has_made()
    {
        await using var inside = new FakeHttpTracker(async (_, stream, stop) =>
        {
            string answer = $"HTTP/1.1 200 OK\r\nContent-Length: {Good.Length}\r\n\r\n{Good}";
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using var outside = Redirecting(inside.Url, 2);
        using HttpTrackerClient client = NewClient();
        Assert.NotNull((await client.AnnounceAsync(Announces.Url(inside.Url), Announces.Request)).Response);
        AnnounceResult result = await client.AnnounceAsync(Announces.Url(outside.Url), Announces.Request);
        Assert.Contains("private address", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_by_way_of_another_tracker()
    {
        await using var inside = FakeHttpTracker.Saying(Good);
        await using var second = Redirecting(inside.Url, 3);
        await using var first = Redirecting(second.Url, 2);
        Assert.Contains("private address", (await AnnounceAsync(first)).Error!.Message, StringComparison.Ordinal);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task Redirects_within_the_internet_and_from_inside_are_followed()
    {
        await using var target = FakeHttpTracker.Saying(Good, new IPEndPoint(new IPAddress([127, 0, 0, 3]), 0));
        await using var outside = Redirecting(target.Url, 2);
        Assert.NotNull((await AnnounceAsync(outside)).Response);
        await using var inside = Redirecting(target.Url, 1);
        Assert.NotNull((await AnnounceAsync(inside)).Response);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin/delete?all=1")]
    [InlineData("/announce/../delete")]
    [InlineData("/delete?x=/announce")]
    [InlineData("/delete%2Fannounce")]
    public async Task Within_the_inside_a_redirect_leads_to_announce_only(string path)
    {
        await using var service = FakeHttpTracker.Saying(Good);
        await using var inside = Redirecting($"http://127.0.0.1:{service.Port}{path}", 1);
        AnnounceResult result = await AnnounceAsync(inside);
        Assert.Contains("/announce", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Each_hop_is_looked_at_not_only_the_first()
    {
        await using var service = FakeHttpTracker.Saying(Good);
        await using var second = Redirecting($"http://127.0.0.1:{service.Port}/delete", 1);
        await using var first = Redirecting(second.Url, 1);
        Assert.Contains("/announce", (await AnnounceAsync(first)).Error!.Message, StringComparison.Ordinal);
        Assert.Single(second.Requests);
        Assert.Empty(service.Requests);
        await using var target = FakeHttpTracker.Saying(Good);
        await using var good = Redirecting(target.Url, 1);
        Assert.NotNull((await AnnounceAsync(good)).Response);
    }

    [Fact]
    public async Task Who_was_sent_to_the_internet_is_not_sent_inside_again()
    {
        await using var service = FakeHttpTracker.Saying(Good);
        await using var outside = Redirecting(service.Url, 2);
        await using var inside = Redirecting(outside.Url, 1);
        Assert.Contains("private address", (await AnnounceAsync(inside)).Error!.Message, StringComparison.Ordinal);
        Assert.Single(outside.Requests);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("/delete", false)]
    [InlineData("/announce", false)]
    [InlineData("/other/scrape", true)]
    public async Task A_scrape_inside_is_sent_to_where_scrapes_go(string path, bool isFollowed)
    {
        await using var service = FakeHttpTracker.Saying("", "d5:filesdee");
        await using var inside = Redirecting($"http://127.0.0.1:{service.Port}{path}", 1);
        using HttpTrackerClient client = NewClient();
        await client.ScrapeAsync(Announces.Url(inside.Url), Announces.Request.InfoHash)
            .WaitAsync(TimeSpan.FromSeconds(50), TestContext.Current.CancellationToken);
        Assert.Single(inside.Requests);
        Assert.Equal(isFollowed ? 1 : 0, service.Requests.Count);
    }

    private static FakeHttpTracker Redirecting(string target, byte lastNumber) => FakeHttpTracker.Saying(
        $"HTTP/1.1 302 Found\r\nLocation: {target}", [], new IPEndPoint(new IPAddress([127, 0, 0, lastNumber]), 0));

    private static HttpTrackerClient NewClient() =>
        new(TimeProvider.System, Announces.ResolveAsync, address => !IPAddress.IsLoopback(address)
            || address.MapToIPv4().GetAddressBytes()[3] > 1);

    private static async Task<AnnounceResult> AnnounceAsync(FakeHttpTracker tracker)
    {
        using HttpTrackerClient client = NewClient();
        return await Announces.InTimeAsync(client.AnnounceAsync(Announces.Url(tracker.Url), Announces.Request));
    }
}
