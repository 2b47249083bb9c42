using System.Net;
using System.Net.Sockets;
using GSTorrent.Trackers;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>Over real sockets; whatever the tracker does, there is an answer.</summary>
public sealed class UdpTrackerClientTests
{
    [Fact]
    public async Task An_honest_tracker_tells_peers()
    {
        await using var tracker = new FakeUdpTracker(
            request => [FakeUdpTracker.Honest(request, 1, 2, 3, 4, 0x1a, 0xe1)]);
        AnnounceResult result = await AnnounceAsync(tracker);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("1.2.3.4"), 6881), Assert.Single(result.Response!.Peers));
        Assert.Equal((900, 7, 8), (result.Response.IntervalS, result.Response.Seeders, result.Response.Leechers));
    }

    [Fact]
    public async Task Over_IPv6_peers_are_of_IPv6()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "no IPv6 here");
        byte[] peer = [.. IPAddress.Parse("2001:db8::7").GetAddressBytes(), 0x1a, 0xe1];
        await using var tracker = new FakeUdpTracker(
            request => [FakeUdpTracker.Honest(request, peer)], IPAddress.IPv6Loopback);
        AnnounceResult result = await AnnounceAsync(tracker);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("2001:db8::7"), 6881), Assert.Single(result.Response!.Peers));
    }

    [Fact]
    public async Task Answers_to_other_questions_are_not_heard()
    {
        await using var tracker = new FakeUdpTracker(request =>
        [
            [],
            [1, 2, 3],
            FakeUdpTracker.Packet(0, FakeUdpTracker.TransactionOf(request) + 1, 0, 13),
            FakeUdpTracker.Packet(3, FakeUdpTracker.TransactionOf(request) + 1),
            FakeUdpTracker.Packet(1, FakeUdpTracker.TransactionOf(request) + 1, 1, 1, 1),
            FakeUdpTracker.Honest(request),
        ]);
        AnnounceResult result = await AnnounceAsync(tracker);
        Assert.Equal(900, result.Response!.IntervalS);
    }

    [Fact]
    public async Task An_error_packet_is_the_trackers_word()
    {
        await using var tracker = new FakeUdpTracker(request =>
            [[.. FakeUdpTracker.Packet(3, FakeUdpTracker.TransactionOf(request)), .. "not today"u8]]);
        AnnounceResult result = await AnnounceAsync(tracker);
        Assert.Contains("not today", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_an_error_at_once()
    {
        string url;
        await using (var tracker = new FakeUdpTracker(_ => [])) url = tracker.Url;
        using var client = new UdpTrackerClient(TimeProvider.System, Dns.GetHostAddressesAsync);
        AnnounceResult result =
            await Announces.InTimeAsync(client.AnnounceAsync(Announces.Url(url), Announces.Request));
        Assert.Contains("cannot reach", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_datagram_is_sent_again()
    {
        var time = new FakeTimeProvider();
        int count = 0;
        await using var tracker = new FakeUdpTracker(
            request => Interlocked.Increment(ref count) == 1 ? [] : [FakeUdpTracker.Honest(request)]);
        using var client = new UdpTrackerClient(time, Dns.GetHostAddressesAsync);
        Task<AnnounceResult> announce = client.AnnounceAsync(Announces.Url(tracker.Url), Announces.Request);
        await tracker.Received.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(15.1));
        Assert.NotNull((await Announces.InTimeAsync(announce)).Response);
    }

    [Fact]
    public async Task A_silent_tracker_is_given_up_after_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var tracker = new FakeUdpTracker(_ => []);
        using var client = new UdpTrackerClient(time, Dns.GetHostAddressesAsync);
        Task<AnnounceResult> announce = client.AnnounceAsync(Announces.Url(tracker.Url), Announces.Request);
        await tracker.Received.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(announce.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(47));
        Assert.Equal(TrackerError.Timeout, (await Announces.InTimeAsync(announce)).Error);
    }

    [Fact]
    public async Task Hundreds_of_silent_trackers_end_with_the_engine()
    {
        await using var tracker = new FakeUdpTracker(_ => []);
        var client = new TrackerClient(TimeProvider.System);
        TrackerUrl url = Announces.Url(tracker.Url);
        Task<AnnounceResult>[] all =
            [.. Enumerable.Range(0, 300).Select(_ => client.AnnounceAsync(url, Announces.Request))];
        await tracker.Received.WaitAsync(TestContext.Current.CancellationToken);
        client.Dispose();
        await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(50), TestContext.Current.CancellationToken);
        Assert.All(all, one => Assert.NotNull(one.Result.Error));
    }

    private static async Task<AnnounceResult> AnnounceAsync(FakeUdpTracker tracker)
    {
        using var client = new UdpTrackerClient(TimeProvider.System, Dns.GetHostAddressesAsync);
        AnnounceResult result =
            await Announces.InTimeAsync(client.AnnounceAsync(Announces.Url(tracker.Url), Announces.Request));
        Assert.DoesNotContain("SECRETPASSKEY", result.Error?.Message ?? "", StringComparison.Ordinal);
        return result;
    }
}
