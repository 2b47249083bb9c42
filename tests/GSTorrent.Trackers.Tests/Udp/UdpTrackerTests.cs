using System.Net;
using System.Text;
using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers.Tests.Udp;

public sealed class UdpTrackerTests
{
    private const uint Transaction = 7;
    private static readonly MonotonicTime Now = new(1_000_000);
    private static readonly UdpConnection Connection = new(0x0102030405060708, Now);

    [Fact]
    public void Connect_request() => Assert.Equal(
        "00000417271019800000000000000007", Request(bytes => UdpTrackerWriter.WriteConnect(bytes, Transaction)));

    [Fact]
    public void Announce_request()
    {
        string hex = Request(bytes => UdpTrackerWriter.WriteAnnounce(
            bytes, Connection, Transaction, Samples.Request with { Event = AnnounceEvent.Started },
            Samples.Url("udp://t.example:1")));
        Assert.Equal(
            "01020304050607080000000100000007" + Samples.InfoHash + Convert.ToHexStringLower("-GT0100-abcdefghijkl"u8)
            + "000000000000000200000000000000030000000000000001" + "00000002" + "00000000"
            + "deadbeef" + "00000032" + "1ae1",
            hex);
    }

    [Fact]
    public void Announce_request_with_address_and_stopped_event()
    {
        string hex = Request(bytes => UdpTrackerWriter.WriteAnnounce(
            bytes, Connection, Transaction,
            Samples.Request with { Event = AnnounceEvent.Stopped, AnnounceAddress = IPAddress.Parse("192.0.2.1") },
            Samples.Url("udp://t.example:1")));
        Assert.Equal("00000003" + "c0000201" + "deadbeef" + "00000000" + "1ae1", hex[160..]);
        hex = Request(bytes => UdpTrackerWriter.WriteAnnounce(
            bytes, Connection, Transaction, Samples.Request with { AnnounceAddress = IPAddress.Parse("2001:db8::1") },
            Samples.Url("udp://t.example:1")));
        Assert.Equal("00000000", hex[168..176]);
    }

    [Theory]
    [InlineData("/announce?k=1")]
    [InlineData("/x")]
    public void Path_and_query_go_along(string path)
    {
        string hex = Announce("udp://t.example:1" + path);
        Assert.Equal($"02{path.Length:x2}{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(path))}00", hex[196..]);
    }

    [Fact]
    public void Long_paths_go_in_parts_and_too_long_ones_not_at_all()
    {
        string hex = Announce("udp://t.example:1/" + new string('a', 299));
        Assert.Equal("02ff2f" + string.Concat(
            Enumerable.Repeat("61", 254)) + "022d" + string.Concat(Enumerable.Repeat("61", 45)) + "00", hex[196..]);
        Assert.Equal(98 * 2, Announce("udp://t.example:1/" + new string('a', 1500)).Length);
    }

    [Fact]
    public void Any_path_fits_the_datagram() => Gen.Int[0, 2000].Sample(length =>
        Assert.InRange(Announce(
            "udp://t.example:1/" + new string('a', length)).Length / 2, 98, UdpTrackerWriter.MaxRequestLength));

    [Fact]
    public void Scrape_request()
    {
        Assert.Equal(
            "01020304050607080000000200000007" + Samples.InfoHash + Samples.InfoHash,
            Request(bytes => UdpTrackerWriter.WriteScrape(
                bytes, Connection, Transaction, [Samples.InfoHash, Samples.InfoHash])));
        Assert.Throws<ArgumentOutOfRangeException>(() => UdpTrackerWriter.WriteScrape(
            new byte[4000], Connection, Transaction, new InfoHash[UdpTrackerWriter.MaxScrapeTorrents + 1]));
    }

    [Fact]
    public void Connect_answer()
    {
        byte[] datagram = Convert.FromHexString("00000000000000070102030405060708");
        Assert.Equal(UdpReadStatus.Done, UdpTrackerReader.ReadConnect(
            datagram, Transaction, Now, out UdpConnection connection, out _));
        Assert.Equal(Connection, connection);
        Assert.Equal(UdpReadStatus.NotOurs, UdpTrackerReader.ReadConnect(datagram, 8, Now, out _, out _));
        Assert.Equal(UdpReadStatus.NotOurs, UdpTrackerReader.ReadConnect(
            datagram.AsSpan(0, 15), Transaction, Now, out _, out _));
        Assert.True(UdpTrackerReader.TryReadTransaction(datagram, out uint transaction));
        Assert.Equal(Transaction, transaction);
    }

    [Fact]
    public void A_connection_lives_for_a_minute()
    {
        Assert.True(Connection.IsAlive(Now));
        Assert.True(Connection.IsAlive(Now + 59_999));
        Assert.False(Connection.IsAlive(Now + 60_000));
        Assert.False(default(UdpConnection).IsAlive(Now));
    }

    [Fact]
    public void Announce_answers_over_both_families()
    {
        byte[] v4 = Convert.FromHexString(
            "0000000100000007" + "00000708" + "00000003" + "00000005" + "0a0000011ae1" + "0a0000020000" + "0a00");
        Assert.Equal(UdpReadStatus.Done, UdpTrackerReader.ReadAnnounce(
            v4, Transaction, isIPv6: false, out AnnounceResponse? response, out _));
        Assert.Equal((1800, 3, 5), (response!.IntervalS, response.Leechers, response.Seeders));
        Assert.Equal([IPEndPoint.Parse("10.0.0.1:6881")], response.Peers);
        byte[] v6 = Convert.FromHexString(
            "0000000100000007" + "ffffffff" + "ffffffff" + "00000005" + "20010db8000000000000000000000001" + "1ae1");
        Assert.Equal(
            UdpReadStatus.Done, UdpTrackerReader.ReadAnnounce(v6, Transaction, isIPv6: true, out response, out _));
        Assert.Equal((1800, null, 5), (response!.IntervalS, response.Leechers, response.Seeders));
        Assert.Equal([IPEndPoint.Parse("[2001:db8::1]:6881")], response.Peers);
    }

    [Fact]
    public void Scrape_answer_in_the_order_of_the_request()
    {
        byte[] datagram = Convert.FromHexString("0000000200000007" + "00000005" + "00000032" + "0000000a" + "000000");
        Assert.Equal(UdpReadStatus.Done, UdpTrackerReader.ReadScrape(
            datagram, Transaction, [Samples.InfoHash, Samples.InfoHash],
            out IReadOnlyList<ScrapeEntry> entries, out _));
        Assert.Equal([new ScrapeEntry(Samples.InfoHash, 5, 10, 50)], entries);
    }

    [Fact]
    public void An_error_answers_any_request()
    {
        byte[] datagram = [0, 0, 0, 3, 0, 0, 0, 7, .. "no"u8, 0xff];
        Assert.Equal(UdpReadStatus.Failed, UdpTrackerReader.ReadAnnounce(
            datagram, Transaction, false, out _, out TrackerError? error));
        Assert.Equal("no\ufffd", error!.Message);
        Assert.Equal(UdpReadStatus.NotOurs, UdpTrackerReader.ReadAnnounce(datagram, 8, false, out _, out error));
        Assert.Null(error);
    }

    [Fact]
    public void Retransmission_doubles_from_fifteen_seconds()
    {
        Assert.Equal([15_000, 30_000, 60_000], Enumerable.Range(0, 3).Select(UdpRetransmission.TimeoutMs));
        Assert.Equal(3_840_000, UdpRetransmission.TimeoutMs(8));
        Assert.Equal(3_840_000, UdpRetransmission.TimeoutMs(int.MaxValue));
        Assert.Equal(15_000, UdpRetransmission.TimeoutMs(-1));
    }

    private static string Announce(string url) =>
        Request(
            bytes => UdpTrackerWriter.WriteAnnounce(bytes, Connection, Transaction, Samples.Request, Samples.Url(url)));

    private static string Request(Func<byte[], int> write)
    {
        byte[] bytes = new byte[UdpTrackerWriter.MaxRequestLength];
        return Convert.ToHexStringLower(bytes.AsSpan(0, write(bytes)));
    }
}
