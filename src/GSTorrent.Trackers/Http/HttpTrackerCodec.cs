using System.Globalization;
using System.Net;
using System.Text;
using GSTorrent.Bencoding;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>
/// URLs for HTTP trackers and the meaning of their answers. Whoever sends them caps the body at <see
/// cref="MaxBodyLength"/>.
/// </summary>
public static class HttpTrackerCodec
{
    /// <summary>Bytes of an answer after decompression.</summary>
    public const int MaxBodyLength = 4 * 1024 * 1024;

    internal static BencodeLimits Limits { get; } =
        new() { MaxDepth = 16, MaxTokens = 200_000, MaxLength = MaxBodyLength };

    /// <summary>
    /// The URL to GET for an announce (BEP 3, 7, 21, 23): the tracker's own query stays, ours follows it.
    /// <code>
    /// info_hash peer_id port uploaded downloaded left numwant key compact=1 no_peer_id=1
    /// [event=started|completed|stopped|paused] [trackerid] [ip] [ipv4] [ipv6]
    /// </code>
    /// Raw bytes are percent-encoded. Turn it into a <see cref="Uri"/> as it is: it is escaped already.
    /// </summary>
    public static string BuildAnnounceUrl(TrackerUrl tracker, AnnounceRequest request)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentNullException.ThrowIfNull(request);
        var url = new UrlQueryWriter(tracker.Text);
        Span<byte> id = stackalloc byte[PeerId.Length];
        request.InfoHash.CopyTo(id);
        url.Bytes("info_hash", id);
        request.PeerId.CopyTo(id);
        url.Bytes("peer_id", id);
        url.Number("port", request.Port);
        url.Number("uploaded", request.Uploaded);
        url.Number("downloaded", request.Downloaded);
        url.Number("left", request.Left);
        url.Number("numwant", request.Event == AnnounceEvent.Stopped ? 0 : request.NumWant);
        url.Text("key", request.Key.ToString("X8", CultureInfo.InvariantCulture));
        url.Number("compact", 1);
        url.Number("no_peer_id", 1);
        if (EventName(request) is { } name) url.Text("event", name);
        if (request.TrackerId is not null) url.Text("trackerid", request.TrackerId);
        if (request.AnnounceAddress is not null) url.Text("ip", request.AnnounceAddress.ToString());
        if (request.ExternalV4 is not null) url.Text("ipv4", request.ExternalV4.ToString());
        if (request.ExternalV6 is not null) url.Text("ipv6", request.ExternalV6.ToString());
        return url.ToString();
    }

    /// <summary>
    /// The URL to GET for a scrape (BEP 48): the last "announce" of the path becomes "scrape", one info_hash for each
    /// torrent. Null if the tracker's path does not follow the convention.
    /// </summary>
    public static string? BuildScrapeUrl(TrackerUrl tracker, params ReadOnlySpan<InfoHash> torrents)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        if (tracker.Scheme == TrackerScheme.Udp || !tracker.HasAnnouncePath) return null;
        string text = tracker.Text;
        int query = text.IndexOf('?', StringComparison.Ordinal);
        int last = text.LastIndexOf('/', query < 0 ? text.Length - 1 : query) + 1;
        if (string.CompareOrdinal(text, last, "announce", 0, 8) != 0) return null;
        var url = new UrlQueryWriter($"{text[..last]}scrape{text[(last + 8)..]}");
        Span<byte> id = stackalloc byte[InfoHash.Length];
        foreach (InfoHash torrent in torrents)
        {
            torrent.CopyTo(id);
            url.Bytes("info_hash", id);
        }

        return url.ToString();
    }

    /// <summary>
    /// Reads the body of an announce answer; also of one with an HTTP error status, which may hold a failure reason.
    /// </summary>
    /// <returns>True with a response, false with an error. Never throws, whatever the bytes are.</returns>
    public static bool TryParseAnnounce(
        ReadOnlyMemory<byte> body, out AnnounceResponse? response, out TrackerError? error) =>
        HttpAnnounceReader.TryRead(body, out response, out error);

    /// <summary>Reads the body of a scrape answer.</summary>
    /// <returns>True with entries (those of torrents that the tracker knows), false with an error.</returns>
    public static bool TryParseScrape(
        ReadOnlyMemory<byte> body, out IReadOnlyList<ScrapeEntry> entries, out TrackerError? error) =>
        HttpScrapeReader.TryRead(body, out entries, out error);

    private static string? EventName(AnnounceRequest request) => request.Event switch
    {
        AnnounceEvent.Started => "started",
        AnnounceEvent.Completed => "completed",
        AnnounceEvent.Stopped => "stopped",
        _ => request.IsPartialSeed ? "paused" : null,
    };
}
