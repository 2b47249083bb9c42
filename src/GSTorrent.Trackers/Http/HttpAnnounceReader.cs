using System.Net;
using System.Text;
using GSTorrent.Bencoding;

namespace GSTorrent.Trackers;

/// <summary>
/// Reads the answer to an announce over HTTP.
/// <code>
/// failure = {"failure reason": text, "retry in": minutes or "never" (BEP 31)}
/// answer  = dictionary with                                        ; BEP 3
///   interval, "min interval"          seconds
///   peers     list of {"ip": text, "port": n}                      ; BEP 3
///             or *(4-byte address, 2-byte port)                    ; BEP 23
///   peers6    *(16-byte address, 2-byte port)                      ; BEP 7
///   complete, incomplete, downloaded  numbers of peers
///   "warning message", "tracker id"   text
///   "external ip"                     4 or 16 bytes                ; BEP 24
/// </code>
/// </summary>
internal static class HttpAnnounceReader
{
    private const int MaxTrackerIdLength = 256;

    public static bool TryRead(ReadOnlyMemory<byte> body, out AnnounceResponse? response, out TrackerError? error)
    {
        response = null;
        if (!TryReadRoot(body, out BencodeElement root, out error)) return false;
        bool hasPeers = root.TryGetProperty("peers"u8, out BencodeElement peers);
        if (hasPeers && peers.Kind is not (BencodeKind.Bytes or BencodeKind.List))
        {
            error = new TrackerError("the tracker's answer has peers of the wrong kind");
            return false;
        }

        if (!hasPeers && !root.TryGetProperty("peers6"u8, out _) && !root.TryGetProperty("interval"u8, out _))
        {
            error = new TrackerError("the tracker's answer is not one to an announce");
            return false;
        }

        response = Read(root, peers);
        return true;
    }

    /// <summary>The dictionary of an answer that is no failure; shared with scrapes.</summary>
    public static bool TryReadRoot(ReadOnlyMemory<byte> body, out BencodeElement root, out TrackerError? error)
    {
        root = default;
        error = null;
        if (!BencodeDocument.TryParsePrefix(
            body, HttpTrackerCodec.Limits, out BencodeDocument? document, out _, out BencodeError reason))
        {
            error = new TrackerError($"the tracker's answer is not valid bencode: {reason}");
            return false;
        }

        root = document!.Root;
        if (root.Kind != BencodeKind.Dictionary)
        {
            error = new TrackerError("the tracker's answer is not a dictionary");
            return false;
        }

        if (!root.TryGetProperty("failure reason"u8, out BencodeElement failure)) return true;
        string text = failure.TryGetBytes(out ReadOnlyMemory<byte> bytes) ? TrackerText.Clean(bytes.Span) : "";
        error = new TrackerError(text.Length == 0 ? "the tracker refused without a reason" : text, RetryIn(root));
        return false;
    }

    private static int? RetryIn(BencodeElement root)
    {
        if (!root.TryGetProperty("retry in"u8, out BencodeElement value)) return null;
        if (value.TryGetInteger(out long minutes)) return RetrySchedule.ClampRetryMinutes(minutes);
        if (!value.TryGetString(out string text)) return null;
        if (string.Equals(text, "never", StringComparison.OrdinalIgnoreCase)) return TrackerError.Never;
        return long.TryParse(text, System.Globalization.NumberStyles.None, null, out minutes)
            ? RetrySchedule.ClampRetryMinutes(minutes) : null;
    }

    private static AnnounceResponse Read(BencodeElement root, BencodeElement peers)
    {
        var found = new List<IPEndPoint>();
        if (peers.TryGetBytes(out ReadOnlyMemory<byte> compact)) CompactPeers.Read(compact.Span, 4, found);
        foreach (BencodeElement peer in peers.EnumerateList()) ReadPeer(peer, found);
        if (root.TryGetBytes("peers6"u8, out ReadOnlyMemory<byte> compact6))
            CompactPeers.Read(compact6.Span, 16, found);
        return new AnnounceResponse
        {
            IntervalS = RetrySchedule.ClampInterval(NumberOf(root, "interval"u8)) ?? RetrySchedule.DefaultIntervalS,
            MinIntervalS = RetrySchedule.ClampInterval(NumberOf(root, "min interval"u8)),
            Seeders = CountOf(root, "complete"u8),
            Leechers = CountOf(root, "incomplete"u8),
            Downloaded = CountOf(root, "downloaded"u8),
            Peers = found,
            WarningMessage = TextOf(root, "warning message"u8),
            TrackerId = root.TryGetString(
                "tracker id"u8, out string id) && id.Length is > 0 and <= MaxTrackerIdLength ? id : null,
            ExternalIp = root.TryGetBytes("external ip"u8, out ReadOnlyMemory<byte> ip) && ip.Length is 4 or 16
                ? new IPAddress(ip.Span) : null,
        };
    }

    private static void ReadPeer(BencodeElement peer, List<IPEndPoint> found)
    {
        if (found.Count >= AnnounceResponse.MaxPeers || !peer.TryGetInteger("port"u8, out long port)) return;
        // Names instead of addresses (BEP 3 allows them) are not resolved: a tracker could make us look up anything.
        if (!peer.TryGetBytes("ip"u8, out ReadOnlyMemory<byte> text) || text.Length > 45) return;
        if (IPAddress.TryParse(Encoding.Latin1.GetString(text.Span), out IPAddress? address))
            CompactPeers.Add(address, port, found);
    }

    private static long? NumberOf(BencodeElement root, ReadOnlySpan<byte> key) =>
        root.TryGetInteger(key, out long value) ? value : null;

    /// <summary>A number of peers; null if absent or out of range.</summary>
    internal static int? CountOf(BencodeElement root, ReadOnlySpan<byte> key) =>
        root.TryGetInteger(key, out long value) && value is >= 0 and <= int.MaxValue ? (int)value : null;

    private static string? TextOf(BencodeElement root, ReadOnlySpan<byte> key)
    {
        if (!root.TryGetBytes(key, out ReadOnlyMemory<byte> bytes)) return null;
        string text = TrackerText.Clean(bytes.Span);
        return text.Length == 0 ? null : text;
    }
}
