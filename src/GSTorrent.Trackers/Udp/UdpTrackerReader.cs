using System.Buffers.Binary;
using System.Net;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// Datagrams from UDP trackers (BEP 15). All numbers big-endian.
/// <code>
/// error = action:4 (3) transaction:4 *byte   ; text
/// </code>
/// A datagram of another transaction or kind, or one too short, is <see cref="UdpReadStatus.NotOurs"/> and not an
/// error. Whoever receives also checks the sender's address.
/// </summary>
public static class UdpTrackerReader
{
    private const int HeaderLength = 8;
    private const int AnnounceLength = 20;
    private const int ScrapeEntryLength = 12;

    /// <summary>The transaction of a datagram, to find out who waits for it; false if it is too short.</summary>
    public static bool TryReadTransaction(ReadOnlySpan<byte> datagram, out uint transactionId)
    {
        transactionId = 0;
        return datagram.Length >= HeaderLength && BinaryPrimitives.TryReadUInt32BigEndian(
            datagram[4..], out transactionId);
    }

    /// <summary>
    /// Reads the answer to a connect request.
    /// <code>
    /// connected = action:4 (0) transaction:4 connection:8
    /// </code>
    /// </summary>
    public static UdpReadStatus ReadConnect(
        ReadOnlySpan<byte> datagram, uint transactionId, MonotonicTime now,
        out UdpConnection connection, out TrackerError? error)
    {
        connection = default;
        UdpReadStatus status = ReadHeader(datagram, UdpTrackerAction.Connect, transactionId, 16, out error);
        if (status != UdpReadStatus.Done) return status;
        connection = new UdpConnection(BinaryPrimitives.ReadInt64BigEndian(datagram[HeaderLength..]), now);
        return UdpReadStatus.Done;
    }

    /// <summary>
    /// Reads the answer to an announce.
    /// <code>
    /// announced = action:4 (1) transaction:4 interval:4 leechers:4 seeders:4 *(address port:2)
    /// address   = 4 bytes if the tracker was asked over IPv4, 16 if over IPv6
    /// </code>
    /// </summary>
    /// <param name="datagram">What was received.</param>
    /// <param name="transactionId">Of the request.</param>
    /// <param name="isIPv6">Was the tracker asked over IPv6?</param>
    /// <param name="response">If done: the answer.</param>
    /// <param name="error">If failed: the tracker's reason.</param>
    public static UdpReadStatus ReadAnnounce(
        ReadOnlySpan<byte> datagram, uint transactionId, bool isIPv6,
        out AnnounceResponse? response, out TrackerError? error)
    {
        response = null;
        UdpReadStatus status = ReadHeader(
            datagram, UdpTrackerAction.Announce, transactionId, AnnounceLength, out error);
        if (status != UdpReadStatus.Done) return status;
        var peers = new List<IPEndPoint>();
        CompactPeers.Read(datagram[AnnounceLength..], isIPv6 ? 16 : 4, peers);
        response = new AnnounceResponse
        {
            IntervalS = RetrySchedule.ClampInterval(BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]))
                ?? RetrySchedule.DefaultIntervalS,
            Leechers = CountAt(datagram, 12),
            Seeders = CountAt(datagram, 16),
            Peers = peers,
        };
        return UdpReadStatus.Done;
    }

    /// <summary>
    /// Reads the answer to a scrape.
    /// <code>
    /// scraped = action:4 (2) transaction:4 *(seeders:4 completed:4 leechers:4)   ; in the order of the request
    /// </code>
    /// </summary>
    /// <param name="datagram">What was received.</param>
    /// <param name="transactionId">Of the request.</param>
    /// <param name="torrents">Those asked for, in the same order.</param>
    /// <param name="entries">If done: at most one for each torrent; a short answer leaves out the last.</param>
    /// <param name="error">If failed: the tracker's reason.</param>
    public static UdpReadStatus ReadScrape(
        ReadOnlySpan<byte> datagram, uint transactionId, ReadOnlySpan<InfoHash> torrents,
        out IReadOnlyList<ScrapeEntry> entries, out TrackerError? error)
    {
        entries = [];
        UdpReadStatus status = ReadHeader(datagram, UdpTrackerAction.Scrape, transactionId, HeaderLength, out error);
        if (status != UdpReadStatus.Done) return status;
        var found = new List<ScrapeEntry>(torrents.Length);
        int at = HeaderLength;
        foreach (InfoHash torrent in torrents)
        {
            if (datagram.Length - at < ScrapeEntryLength) break;
            found.Add(new ScrapeEntry(
                torrent, Seeders: CountAt(
                    datagram, at), Leechers: CountAt(datagram, at + 8), Downloaded: CountAt(datagram, at + 4)));
            at += ScrapeEntryLength;
        }

        entries = found;
        return UdpReadStatus.Done;
    }

    private static UdpReadStatus ReadHeader(
        ReadOnlySpan<byte> datagram, UdpTrackerAction expected, uint transactionId, int leastLength,
        out TrackerError? error)
    {
        error = null;
        if (!TryReadTransaction(datagram, out uint transaction) || transaction != transactionId)
            return UdpReadStatus.NotOurs;
        var action = (UdpTrackerAction)BinaryPrimitives.ReadInt32BigEndian(datagram);
        if (action == UdpTrackerAction.Error)
        {
            string text = TrackerText.Clean(datagram[HeaderLength..]);
            error = new TrackerError(text.Length == 0 ? "the tracker refused without a reason" : text);
            return UdpReadStatus.Failed;
        }

        return action == expected && datagram.Length >= leastLength ? UdpReadStatus.Done : UdpReadStatus.NotOurs;
    }

    private static int? CountAt(ReadOnlySpan<byte> datagram, int offset) =>
        BinaryPrimitives.ReadInt32BigEndian(datagram[offset..]) is >= 0 and var count ? count : null;
}
