using System.Net;
using System.Text;
using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Fuzz.Targets;

/// <summary>Answers of trackers over HTTP (BEP 3, BEP 23, BEP 48) and UDP (BEP 15), and their URLs.</summary>
internal static class TrackerTargets
{
    private const int MinIntervalS = 60, MaxIntervalS = 86400;
    private const uint Transaction = 7;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static void Http(byte[] body)
    {
        bool isAnnounce = HttpTrackerCodec.TryParseAnnounce(
            body, out AnnounceResponse? response, out TrackerError? error);
        Expect.That(isAnnounce == (response is not null) && isAnnounce == (error is null), "an announce is half read");
        if (response is not null) CheckResponse(response);
        if (error is not null) CheckError(error);
        bool isScrape = HttpTrackerCodec.TryParseScrape(body, out IReadOnlyList<ScrapeEntry> entries, out error);
        Expect.That(isScrape == (error is null), "a scrape is half read");
        foreach (ScrapeEntry entry in entries) Expect.That(entry.Seeders is null or >= 0, "seeds are negative");
    }

    /// <summary>A datagram, as each of the three answers.</summary>
    public static void Udp(byte[] datagram)
    {
        UdpReadStatus connect = UdpTrackerReader.ReadConnect(
            datagram, Transaction, default, out _, out TrackerError? error);
        Expect.That((connect == UdpReadStatus.Failed) == (error is not null), "a connect is half read");
        foreach (bool isIPv6 in (bool[])[false, true])
        {
            UdpReadStatus announce = UdpTrackerReader.ReadAnnounce(
                datagram, Transaction, isIPv6, out AnnounceResponse? response, out error);
            Expect.That((announce == UdpReadStatus.Done) == (response is not null), "an announce is half read");
            Expect.That((announce == UdpReadStatus.Failed) == (error is not null), "a failure is half read");
            if (response is not null) CheckResponse(response);
        }

        UdpReadStatus scrape = UdpTrackerReader.ReadScrape(
            datagram, Transaction, new InfoHash[2], out IReadOnlyList<ScrapeEntry> entries, out error);
        Expect.That(entries.Count <= (scrape == UdpReadStatus.Done ? 2 : 0), "a scrape tells of others");
        Expect.That((scrape == UdpReadStatus.Failed) == (error is not null), "a scrape is half read");
    }

    public static void Url(byte[] bytes)
    {
        bool isRead = TrackerUrl.TryParse(Encoding.UTF8.GetString(bytes), out TrackerUrl? url, out string? error);
        Expect.That(isRead == (url is not null) && isRead == (error is null), "a URL is half read");
    }

    private static void CheckResponse(AnnounceResponse response)
    {
        Expect.That(response.IntervalS is >= MinIntervalS and <= MaxIntervalS, "the interval is out of bounds");
        Expect.That(response.MinIntervalS is null or (>= MinIntervalS and <= MaxIntervalS), "the minimum interval is");
        Expect.That(response.Peers.Count <= AnnounceResponse.MaxPeers, "there are too many peers");
        foreach (IPEndPoint peer in response.Peers) Expect.That(peer.Port > 0, "a peer has no port");
        if (response.WarningMessage is not null) CheckText(response.WarningMessage);
    }

    private static void CheckError(TrackerError error)
    {
        CheckText(error.Message);
        Expect.That(
            error.RetryInSeconds is null or TrackerError.Never or (>= MinIntervalS and <= MaxIntervalS),
            "the retry is out of bounds");
    }

    private static void CheckText(string text)
    {
        Expect.That(text.Length is > 0 and <= 300, $"a text has {text.Length} letters");
        Expect.That(!text.Any(char.IsControl), "a text holds control characters");
        // Strict: a lone surrogate throws, as it could not be shown as JSON.
        _ = StrictUtf8.GetByteCount(text);
    }
}
