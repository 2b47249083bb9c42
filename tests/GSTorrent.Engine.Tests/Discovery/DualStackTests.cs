using System.Net;
using System.Net.Sockets;
using GSTorrent.Trackers;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>Trackers whose name leads to IPv4 and IPv6 are told over both (BEP 7).</summary>
public sealed class DualStackTests
{
    private const string PeerV4 = "5:peers6:\x01\x02\x03\x04\x1a\xe1";
    private static readonly string s_peerV6 = "6:peers618:" + new string('\x20', 16) + "\x1a\xe1";

    [Fact]
    public async Task Over_http_the_peers_of_both_families_are_learnt()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "no IPv6 here");
        await using var v4 = FakeHttpTracker.Saying(
            "d11:external ip4:\x09\x09\x09\x09" + "8:completei7e8:intervali900e" + PeerV4 + "e");
        await using var v6 = FakeHttpTracker.Saying(
            "d10:incompletei8e8:intervali900e" + PeerV4 + s_peerV6 + "e",
            at: new IPEndPoint(IPAddress.IPv6Loopback, v4.Port));
        AnnounceResult result = await AnnounceAsync($"http://tracker.test:{v4.Port}/announce");
        Assert.Equal(
            "1.2.3.4:6881 [2020:2020:2020:2020:2020:2020:2020:2020]:6881", string.Join(' ', result.Response!.Peers));
        Assert.Equal((7, 8), (result.Response.Seeders, result.Response.Leechers));
        Assert.Equal(IPAddress.Parse("9.9.9.9"), Assert.Single(result.ExternalAddresses));
        Assert.Single(v4.Requests);
        Assert.Single(v6.Requests);
    }

    [Fact]
    public async Task Over_udp_the_peers_of_both_families_are_learnt()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "no IPv6 here");
        byte[] peer6 = [.. IPAddress.Parse("2001:db8::7").GetAddressBytes(), 0x1a, 0xe1];
        await using var v4 = new FakeUdpTracker(
            request => [FakeUdpTracker.Honest(request, 1, 2, 3, 4, 0x1a, 0xe1)]);
        await using var v6 = new FakeUdpTracker(
            request => [FakeUdpTracker.Honest(request, peer6)], IPAddress.IPv6Loopback, v4.Port);
        AnnounceResult result = await AnnounceAsync($"udp://tracker.test:{v4.Port}/announce");
        Assert.Equal("1.2.3.4:6881 [2001:db8::7]:6881", string.Join(' ', result.Response!.Peers));
    }

    [Fact]
    public async Task A_family_that_fails_does_not_spoil_the_other()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "no IPv6 here");
        await using var only4 = FakeHttpTracker.Saying("d8:intervali900e" + PeerV4 + "e");
        Assert.Single((await AnnounceAsync($"http://tracker.test:{only4.Port}/announce")).Response!.Peers);
        await using var only6 = FakeHttpTracker.Saying(
            "d8:intervali900e" + s_peerV6 + "e", at: new IPEndPoint(IPAddress.IPv6Loopback, 0));
        Assert.Single((await AnnounceAsync($"http://tracker.test:{only6.Port}/announce")).Response!.Peers);
        await using var only6Udp = new FakeUdpTracker(
            request => [FakeUdpTracker.Honest(request)], IPAddress.IPv6Loopback);
        Assert.NotNull((await AnnounceAsync($"udp://tracker.test:{only6Udp.Port}/announce")).Response);
    }

    [Fact]
    public async Task Both_failing_is_an_error_and_so_is_a_name_without_address()
    {
        int port;
        await using (var gone = FakeHttpTracker.Saying("")) port = gone.Port;
        string[] urls = [$"http://tracker.test:{port}/announce", $"udp://tracker.test:{port}/announce"];
        foreach (string url in urls)
            Assert.Contains("cannot reach", (await AnnounceAsync(url)).Error!.Message, StringComparison.Ordinal);
        string[] unknown = ["http://nowhere.test/announce", "udp://nowhere.test:1/announce"];
        foreach (string url in unknown)
            Assert.Contains("no address", (await AnnounceAsync(url)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_success_the_silent_family_is_not_waited_for_long()
    {
        var time = new FakeTimeProvider();
        IPAddress[][] families = [[IPAddress.Loopback], [IPAddress.IPv6Loopback]];
        var silent = new TaskCompletionSource<AnnounceResult>();
        Task<AnnounceResult> announce = DualStack.AnnounceAsync(
            families,
            (family, stop) =>
            {
                if (family[0].AddressFamily == AddressFamily.InterNetwork)
                    return Task.FromResult(new AnnounceResult(new AnnounceResponse(), null));
                stop.Register(() => silent.TrySetResult(new AnnounceResult(null, TrackerError.Timeout)));
                return silent.Task;
            },
            time, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(announce.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.NotNull((await Announces.InTimeAsync(announce)).Response);
    }

    [Fact]
    public void Of_two_errors_the_one_that_says_when_to_come_again_is_kept()
    {
        AnnounceResult[] results = [Failed("unreachable", null), Failed("full", 600)];
        Assert.Equal("full", DualStack.Merge(results).Error!.Message);
        Assert.Equal("unreachable", DualStack.Merge([results[0], results[0]]).Error!.Message);
    }

    private static AnnounceResult Failed(string message, int? retryInS) =>
        new(null, new TrackerError(message, retryInS));

    private static async Task<AnnounceResult> AnnounceAsync(string url)
    {
        using var client = new TrackerClient(TimeProvider.System, Announces.ResolveAsync);
        return await Announces.InTimeAsync(client.AnnounceAsync(Announces.Url(url), Announces.Request));
    }
}
