using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers.Tests.Udp;

/// <summary>Whatever datagram comes: it is ours, a refusal or ignored, and never an exception.</summary>
public sealed class UdpTrackerFuzzTests
{
    private const string Target = "udp-tracker";
    private const uint Transaction = 7;

    public static TheoryData<string> Files => Corpus.Names(Target);

    [Theory]
    [MemberData(nameof(Files))]
    public void Corpus_file_and_each_of_its_prefixes(string name)
    {
        byte[] bytes = Corpus.Read(Target, name);
        for (int length = 0; length <= Math.Min(bytes.Length, 300); length++) Check(bytes[..length]);
        Check(bytes);
    }

    [Fact]
    public void Random_datagrams() => Gen.Select(Gen.Byte[0, 5], Gen.Byte.Array[0, 80], (action, rest) =>
        (byte[])[0, 0, 0, action, 0, 0, 0, (byte)Transaction, .. rest]).Sample(Check);

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 80].Sample(Check);

    private static void Check(byte[] datagram)
    {
        UdpReadStatus connect = UdpTrackerReader.ReadConnect(
            datagram, Transaction, default, out _, out TrackerError? error);
        Assert.Equal(connect == UdpReadStatus.Failed, error is not null);
        foreach (bool isIPv6 in (bool[])[false, true])
        {
            UdpReadStatus announce = UdpTrackerReader.ReadAnnounce(
                datagram, Transaction, isIPv6, out AnnounceResponse? response, out error);
            Assert.Equal(announce == UdpReadStatus.Done, response is not null);
            Assert.Equal(announce == UdpReadStatus.Failed, error is not null);
            if (response is not null) Assert.InRange(response.IntervalS, 60, 86400);
            Assert.InRange(response?.Peers.Count ?? 0, 0, AnnounceResponse.MaxPeers);
        }

        UdpReadStatus scrape = UdpTrackerReader.ReadScrape(
            datagram, Transaction, new InfoHash[2], out IReadOnlyList<ScrapeEntry> entries, out error);
        Assert.InRange(entries.Count, 0, scrape == UdpReadStatus.Done ? 2 : 0);
        Assert.Equal(scrape == UdpReadStatus.Failed, error is not null);
    }
}
