using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>What is asked of a UDP tracker once it has given a connection id.</summary>
internal abstract class UdpQuestion
{
    /// <summary>The tracker's refusal, if any.</summary>
    public TrackerError? Error { get; protected set; }

    /// <summary>Writes the request at the start of the buffer; answers its length.</summary>
    public abstract int Write(Span<byte> buffer, UdpConnection connection, uint transaction);

    /// <summary>Judges a datagram, and keeps it if it is the answer.</summary>
    public abstract UdpReadStatus Read(ReadOnlySpan<byte> datagram, uint transaction);
}

/// <summary>An announce over one address family.</summary>
internal sealed class UdpAnnounce(TrackerUrl tracker, AnnounceRequest request, bool isIPv6) : UdpQuestion
{
    private AnnounceResponse? _response;

    public AnnounceResponse? Response => _response;

    public override int Write(Span<byte> buffer, UdpConnection connection, uint transaction) =>
        UdpTrackerWriter.WriteAnnounce(buffer, connection, transaction, request, tracker);

    public override UdpReadStatus Read(ReadOnlySpan<byte> datagram, uint transaction)
    {
        UdpReadStatus status =
            UdpTrackerReader.ReadAnnounce(datagram, transaction, isIPv6, out _response, out TrackerError? error);
        Error = error;
        return status;
    }
}

/// <summary>A scrape of one torrent.</summary>
internal sealed class UdpScrape(Primitives.InfoHash infoHash) : UdpQuestion
{
    private IReadOnlyList<ScrapeEntry> _entries = [];

    public ScrapeResult Result => ScrapeResult.Of(_entries, infoHash);

    public override int Write(Span<byte> buffer, UdpConnection connection, uint transaction) =>
        UdpTrackerWriter.WriteScrape(buffer, connection, transaction, [infoHash]);

    public override UdpReadStatus Read(ReadOnlySpan<byte> datagram, uint transaction)
    {
        UdpReadStatus status =
            UdpTrackerReader.ReadScrape(datagram, transaction, [infoHash], out _entries, out TrackerError? error);
        Error = error;
        return status;
    }
}
