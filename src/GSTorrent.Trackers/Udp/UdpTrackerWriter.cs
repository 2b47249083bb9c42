using System.Buffers.Binary;
using System.Net;
using System.Text;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// Datagrams to UDP trackers (BEP 15, BEP 41); answers: <see cref="UdpTrackerReader"/>. All numbers big-endian. Each
/// method writes at the start of the destination, which must have <see cref="MaxRequestLength"/> bytes, and answers how
/// many bytes it wrote.
/// </summary>
public static class UdpTrackerWriter
{
    /// <summary>Bytes that any request fits in: it stays below the smallest IPv6 MTU.</summary>
    public const int MaxRequestLength = 1200;

    /// <summary>Torrents that one scrape can ask for.</summary>
    public const int MaxScrapeTorrents = 50;

    private const long ProtocolId = 0x41727101980;
    private const int AnnounceLength = 98;
    private const byte UrlOption = 2;
    private const byte EndOption = 0;

    /// <summary>
    /// Asks for a connection id.
    /// <code>
    /// connect = protocol:8 (0x41727101980) action:4 (0) transaction:4
    /// </code>
    /// </summary>
    public static int WriteConnect(Span<byte> destination, uint transactionId)
    {
        WriteHeader(destination, ProtocolId, UdpTrackerAction.Connect, transactionId);
        return 16;
    }

    /// <summary>
    /// Announces.
    /// <code>
    /// announce = connection:8 action:4 (1) transaction:4 infohash:20 peerid:20 downloaded:8 left:8 uploaded:8
    ///            event:4 ip:4 key:4 numwant:4 port:2 options
    /// options  = *(%x02 length:1 *byte) %x00     ; BEP 41: path and query of the URL, in parts of at most 255 bytes
    /// </code>
    /// ip is 0 (the sender's own) unless an IPv4 address was set by the user.
    /// </summary>
    public static int WriteAnnounce(
        Span<byte> destination, UdpConnection connection, uint transactionId,
        AnnounceRequest request, TrackerUrl tracker)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(tracker);
        WriteHeader(destination, connection.Id, UdpTrackerAction.Announce, transactionId);
        request.InfoHash.CopyTo(destination[16..]);
        request.PeerId.CopyTo(destination[36..]);
        BinaryPrimitives.WriteInt64BigEndian(destination[56..], request.Downloaded);
        BinaryPrimitives.WriteInt64BigEndian(destination[64..], request.Left);
        BinaryPrimitives.WriteInt64BigEndian(destination[72..], request.Uploaded);
        BinaryPrimitives.WriteInt32BigEndian(destination[80..], (int)request.Event);
        WriteAddress(destination.Slice(84, 4), request.AnnounceAddress);
        BinaryPrimitives.WriteUInt32BigEndian(destination[88..], request.Key);
        BinaryPrimitives.WriteInt32BigEndian(
            destination[92..], request.Event == AnnounceEvent.Stopped ? 0 : request.NumWant);
        BinaryPrimitives.WriteUInt16BigEndian(destination[96..], (ushort)request.Port);
        return AnnounceLength + WriteUrlOptions(destination[AnnounceLength..MaxRequestLength], tracker.PathAndQuery);
    }

    /// <summary>
    /// Scrapes.
    /// <code>
    /// scrape = connection:8 action:4 (2) transaction:4 *infohash:20
    /// </code>
    /// </summary>
    /// <param name="destination">Where to.</param>
    /// <param name="connection">A live connection.</param>
    /// <param name="transactionId">Of the caller's choice, unpredictable.</param>
    /// <param name="torrents">At most <see cref="MaxScrapeTorrents"/>.</param>
    public static int WriteScrape(
        Span<byte> destination, UdpConnection connection, uint transactionId, ReadOnlySpan<InfoHash> torrents)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(torrents.Length, MaxScrapeTorrents, nameof(torrents));
        WriteHeader(destination, connection.Id, UdpTrackerAction.Scrape, transactionId);
        int length = 16;
        foreach (InfoHash torrent in torrents)
        {
            torrent.CopyTo(destination[length..]);
            length += InfoHash.Length;
        }

        return length;
    }

    private static void WriteHeader(
        Span<byte> destination, long connectionId, UdpTrackerAction action, uint transactionId)
    {
        BinaryPrimitives.WriteInt64BigEndian(destination, connectionId);
        BinaryPrimitives.WriteInt32BigEndian(destination[8..], (int)action);
        BinaryPrimitives.WriteUInt32BigEndian(destination[12..], transactionId);
    }

    private static void WriteAddress(Span<byte> destination, IPAddress? address)
    {
        destination.Clear();
        if (address is null) return;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        address.TryWriteBytes(destination, out _);
    }

    private static int WriteUrlOptions(Span<byte> destination, string pathAndQuery)
    {
        ReadOnlySpan<byte> rest = Encoding.ASCII.GetBytes(pathAndQuery);
        // A path that does not fit is left out whole: half a passkey helps nobody.
        int size = rest.Length + (2 * ((rest.Length + 254) / 255)) + 1;
        if (rest.Length <= 1 || size > destination.Length) return 0;
        int length = 0;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> part = rest[..Math.Min(rest.Length, 255)];
            destination[length++] = UrlOption;
            destination[length++] = (byte)part.Length;
            part.CopyTo(destination[length..]);
            length += part.Length;
            rest = rest[part.Length..];
        }

        destination[length++] = EndOption;
        return length;
    }
}
