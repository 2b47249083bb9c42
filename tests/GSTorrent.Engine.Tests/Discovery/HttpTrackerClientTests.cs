using System.IO.Compression;
using System.Net;
using System.Text;
using GSTorrent.Trackers;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>Over real sockets; whatever the tracker does, there is an answer, and never the URL in it.</summary>
public sealed class HttpTrackerClientTests
{
    private const string Good = "d8:intervali900e5:peers6:\x01\x02\x03\x04\x1a\xe1" + "e";

    [Fact]
    public async Task Compact_peers_of_both_families_arrive_with_the_interval_and_our_address()
    {
        string v6 = "6:peers618:" + new string('\x20', 16) + "\x1a\xe1";
        await using var tracker = FakeHttpTracker.Saying(
            "d11:external ip4:\x09\x08\x07\x06" + "8:completei7e10:incompletei8e8:intervali900e"
            + "5:peers6:\x01\x02\x03\x04\x1a\xe1" + v6 + "e");
        AnnounceResult result = await AnnounceAsync(tracker);
        AnnounceResponse response = Assert.IsType<AnnounceResponse>(result.Response);
        Assert.Equal("1.2.3.4:6881 [2020:2020:2020:2020:2020:2020:2020:2020]:6881", string.Join(' ', response.Peers));
        Assert.Equal((900, 7, 8), (response.IntervalS, response.Seeders, response.Leechers));
        Assert.Equal(IPAddress.Parse("9.8.7.6"), response.ExternalIp);
    }

    [Fact]
    public async Task The_request_carries_what_trackers_need()
    {
        await using var tracker = FakeHttpTracker.Saying(Good);
        await AnnounceAsync(tracker);
        string request = Assert.Single(tracker.Requests);
        Assert.StartsWith("GET /SECRETPASSKEY/announce?", request, StringComparison.Ordinal);
        string[] parts = ["info_hash=", "peer_id=-GS0000-", "port=6881", "left=1", "event=started", "compact=1"];
        foreach (string part in parts)
            Assert.Contains(part, request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_reason_is_told_and_its_retry_time_kept()
    {
        await using var tracker = FakeHttpTracker.Saying("d14:failure reason9:not today8:retry ini5ee");
        AnnounceResult result = await AnnounceAsync(tracker);
        Assert.Contains("not today", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(300, result.Error.RetryInSeconds);
    }

    [Fact]
    public async Task A_failure_reason_counts_with_an_error_status_too_and_peers_do_not()
    {
        await using var refusing = FakeHttpTracker.Saying(
            "HTTP/1.1 403 Forbidden", Encoding.Latin1.GetBytes("d14:failure reason9:not todaye"));
        Assert.Contains("not today", (await AnnounceAsync(refusing)).Error!.Message, StringComparison.Ordinal);
        await using var broken = FakeHttpTracker.Saying("HTTP/1.1 500 Oops", Encoding.Latin1.GetBytes("<html>"));
        Assert.Contains("500", (await AnnounceAsync(broken)).Error!.Message, StringComparison.Ordinal);
        await using var lying = FakeHttpTracker.Saying("HTTP/1.1 500 Oops", Encoding.Latin1.GetBytes(Good));
        Assert.Null((await AnnounceAsync(lying)).Response);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Welcome to the hotel network</html>")]
    [InlineData("de")]
    [InlineData("d8:intervali900e5:peersli1ei2eee")]
    [InlineData("lllllllllllllllllllllllllllllllllll")]
    public async Task Rubbish_is_an_error_or_an_answer_without_peers(string body)
    {
        await using var tracker = FakeHttpTracker.Saying(body);
        AnnounceResult result = await AnnounceAsync(tracker);
        Assert.True(result.Error is not null || result.Response!.Peers.Count == 0);
    }

    [Fact]
    public async Task A_body_without_end_is_cut()
    {
        await using var tracker = new FakeHttpTracker(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stop);
            var spam = new byte[65_536];
            while (true) await stream.WriteAsync(spam, stop);
        });
        AnnounceResult result = await AnnounceAsync(tracker);
        Assert.Contains("longer than", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_bomb_is_cut()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
            for (int i = 0; i < 1024; i++) gzip.Write(new byte[65_536]);
        await using var tracker = FakeHttpTracker.Saying("HTTP/1.1 200 OK\r\nContent-Encoding: gzip", bomb.ToArray());
        AnnounceResult result = await AnnounceAsync(tracker);
        Assert.Contains("longer than", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzipped_answer_is_read_and_a_false_gzip_is_an_error()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.Latin1.GetBytes(Good));
        await using var honest = FakeHttpTracker.Saying("HTTP/1.1 200 OK\r\nContent-Encoding: gzip", packed.ToArray());
        Assert.Single((await AnnounceAsync(honest)).Response!.Peers);
        await using var lying = FakeHttpTracker.Saying(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip", Encoding.Latin1.GetBytes(Good));
        Assert.NotNull((await AnnounceAsync(lying)).Error);
    }

    [Fact]
    public async Task Redirects_are_followed_five_times_and_no_more()
    {
        int left = 5;
        await using var tracker = new FakeHttpTracker((_, stream, stop) => Interlocked.Decrement(ref left) >= 0
            ? FakeHttpTracker.SendAsync(stream, "HTTP/1.1 302 Found\r\nLocation: /next/announce", [], stop)
            : FakeHttpTracker.SendAsync(stream, "HTTP/1.1 200 OK", Encoding.Latin1.GetBytes(Good), stop));
        Assert.NotNull((await AnnounceAsync(tracker)).Response);
        await using var loop = FakeHttpTracker.Saying("HTTP/1.1 302 Found\r\nLocation: /next/announce", []);
        Assert.NotNull((await AnnounceAsync(loop)).Error);
        Assert.Equal(6, loop.Requests.Count);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin/delete?all=1")]
    [InlineData("/announce/../delete")]
    [InlineData("/delete?x=/announce")]
    [InlineData("/delete%2Fannounce")]
    public async Task A_tracker_at_a_private_address_is_asked_by_announce_only(string path)
    {
        await using var tracker = FakeHttpTracker.Saying(Good);
        AnnounceResult result =
            await AnnounceAsync($"http://127.0.0.1:{tracker.Port}{path}", TimeProvider.System);
        Assert.Contains("/announce", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(tracker.Requests);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_only_when_it_is_connected_to_gains_nothing()
    {
        await using var tracker = FakeHttpTracker.Saying(Good);
        int asked = 0;
        Task<IPAddress[]> Resolve(string name, CancellationToken stop) => Task.FromResult<IPAddress[]>(
            [Interlocked.Increment(ref asked) == 1 ? IPAddress.Parse("9.9.9.9") : IPAddress.Loopback]);
        using var client = new HttpTrackerClient(TimeProvider.System, Resolve, AddressScope.IsPublic);
        AnnounceResult result = await Announces.InTimeAsync(client.AnnounceAsync(
            Announces.Url($"http://tracker.example:{tracker.Port}/delete"), Announces.Request));
        Assert.NotNull(result.Error);
        Assert.Equal(2, asked);
        Assert.Empty(tracker.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("udp://127.0.0.1:1/announce")]
    [InlineData("gopher://127.0.0.1/")]
    [InlineData("//[bad")]
    public async Task A_redirect_to_elsewhere_than_the_web_is_not_followed(string target)
    {
        await using var tracker = FakeHttpTracker.Saying($"HTTP/1.1 302 Found\r\nLocation: {target}", []);
        Assert.NotNull((await AnnounceAsync(tracker)).Error);
        Assert.Single(tracker.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/9.9 999 Hello\r\n\r\n")]
    public async Task What_is_not_HTTP_is_an_error(string raw)
    {
        await using var tracker = new FakeHttpTracker(
            async (_, stream, stop) => await stream.WriteAsync(Encoding.Latin1.GetBytes(raw), stop));
        Assert.NotNull((await AnnounceAsync(tracker)).Error);
    }

    [Fact]
    public async Task Nobody_there_is_an_error()
    {
        int port;
        await using (var tracker = FakeHttpTracker.Saying(Good)) port = tracker.Port;
        AnnounceResult result =
            await AnnounceAsync($"http://127.0.0.1:{port}/SECRETPASSKEY/announce", TimeProvider.System);
        Assert.Contains("cannot reach", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nd8:inter")]
    public async Task A_tracker_that_says_nothing_more_is_given_up_after_a_minute(string beginning)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        await using var tracker = new FakeHttpTracker(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(beginning), stop);
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        Task<AnnounceResult> announce = AnnounceAsync(tracker.Url, time);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(announce.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TrackerError.Timeout, (await announce).Error);
    }

    [Fact]
    public async Task The_end_of_the_engine_ends_announces()
    {
        var asked = new TaskCompletionSource();
        await using var tracker = new FakeHttpTracker(async (_, _, stop) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        var client = new TrackerClient(TimeProvider.System);
        Task<AnnounceResult> announce = client.AnnounceAsync(Announces.Url(tracker.Url), Announces.Request);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        Task idle = client.WhenIdleAsync();
        Assert.False(idle.IsCompleted);
        client.Dispose();
        Assert.NotNull((await Announces.InTimeAsync(announce)).Error);
        await idle.WaitAsync(TestContext.Current.CancellationToken);
        Assert.NotNull((await client.AnnounceAsync(Announces.Url(tracker.Url), Announces.Request)).Error);
    }

    private static Task<AnnounceResult> AnnounceAsync(FakeHttpTracker tracker) =>
        AnnounceAsync(tracker.Url, TimeProvider.System);

    private static async Task<AnnounceResult> AnnounceAsync(string url, TimeProvider time)
    {
        using var client = new HttpTrackerClient(time, Dns.GetHostAddressesAsync, AddressScope.IsPublic);
        AnnounceResult result =
            await Announces.InTimeAsync(client.AnnounceAsync(Announces.Url(url), Announces.Request));
        Assert.True(result.Response is null != result.Error is null);
        Assert.DoesNotContain("SECRETPASSKEY", result.Error?.Message ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("internal", result.Error?.Message ?? "", StringComparison.Ordinal);
        return result;
    }
}
