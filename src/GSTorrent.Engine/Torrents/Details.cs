using System.Net;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>A connected peer, as shown.</summary>
public sealed record PeerSnapshot
{
    /// <summary>Where it is.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>The name and version of its program; empty if unknown.</summary>
    public string ClientName { get; init; } = "";

    /// <summary>Did it connect to us?</summary>
    public bool IsIncoming { get; init; }

    /// <summary>What it has of the content, between 0 and 1.</summary>
    public double Progress { get; init; }

    /// <summary>Payload bytes per second that it sends us.</summary>
    public long DownloadRate { get; init; }

    /// <summary>Payload bytes per second that we send it.</summary>
    public long UploadRate { get; init; }

    /// <summary>Payload bytes that it sent us.</summary>
    public long Downloaded { get; init; }

    /// <summary>Payload bytes that we sent it.</summary>
    public long Uploaded { get; init; }

    /// <summary>We do not serve it.</summary>
    public bool AmChoking { get; init; }

    /// <summary>It has pieces that we want.</summary>
    public bool AmInterested { get; init; }

    /// <summary>It does not serve us.</summary>
    public bool PeerChoking { get; init; }

    /// <summary>It wants pieces that we have.</summary>
    public bool PeerInterested { get; init; }

    /// <summary>It serves us in words but sends nothing.</summary>
    public bool IsSnubbed { get; init; }

    /// <summary>We serve it by chance, to find out whether it serves us in turn.</summary>
    public bool IsOptimistic { get; init; }

    /// <summary>It has every piece.</summary>
    public bool IsSeed { get; init; }

    /// <summary>Its id from the handshake, each byte that is no printable ASCII as a dot.</summary>
    public string? PeerIdText { get; init; }

    /// <summary>How we came to know of it: one of <see cref="PeerSource"/>.</summary>
    public string Source { get; init; } = "";

    /// <summary>Both sides speak the fast extension (BEP 6).</summary>
    public bool IsFastCapable { get; init; }

    /// <summary>Both sides speak the extension protocol (BEP 10).</summary>
    public bool IsExtensionCapable { get; init; }

    /// <summary>How many of the pieces that we lack it has, from 0 to 1; 0 if we lack none.</summary>
    public double Relevance { get; init; }

    /// <summary>
    /// The letters that qBittorrent shows, as in "D U I": D d we want its pieces and it serves us or not, U u the same
    /// the other way, K ? a side that would serve one who wants nothing, O optimistic unchoke, S it snubs us, I it
    /// dialed us.
    /// </summary>
    public string Flags => PeerFlags.Of(this);

    /// <summary>Requests that wait for an answer of the peer.</summary>
    public int RequestsOut { get; init; }
}

/// <summary>A file of a torrent, as shown.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Path">Relative to the destination, with '/'.</param>
/// <param name="Length">Bytes.</param>
/// <param name="DoneBytes">Verified bytes.</param>
/// <param name="Priority">Whether and how soon it is wanted.</param>
public sealed record FileSnapshot(int Index, string Path, long Length, long DoneBytes, FilePriority Priority);

/// <summary>A tracker of a torrent, as shown.</summary>
public sealed record TrackerSnapshot
{
    /// <summary>The announce URL, passkey and all.</summary>
    public required string Url { get; init; }

    /// <summary>Its place in the list, from 0; trackers of one tier stand for each other (BEP 12).</summary>
    public int Tier { get; init; }

    /// <summary>How it is with the tracker, in a word or two.</summary>
    public string Status { get; init; } = "";

    /// <summary>Why the last announce failed; null if it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>By the tracker's word; null if unknown.</summary>
    public int? Seeders { get; init; }

    /// <summary>By the tracker's word; null if unknown.</summary>
    public int? Leechers { get; init; }

    /// <summary>Completed downloads, by the tracker's word; null if unknown.</summary>
    public int? Completed { get; init; }

    /// <summary>Milliseconds until the next announce; null if none is due.</summary>
    public long? NextAnnounceInMs { get; init; }

    /// <summary>Milliseconds since the last announce began; null if none did.</summary>
    public long? LastAnnounceAgoMs { get; init; }

    /// <summary>Was the last announce that ended a success? Null if none ended.</summary>
    public bool? LastAnnounceSucceeded { get; init; }

    /// <summary>Peers in the last good answer; null if there was none.</summary>
    public int? LastPeerCount { get; init; }

    /// <summary>Is an announce under way?</summary>
    public bool IsAnnouncing { get; init; }

    /// <summary>
    /// Would an announce that somebody asks for be made at once? Not of a torrent that is stopped, nor before the
    /// minimum interval is over, nor while another tracker of the tier is used.
    /// </summary>
    public bool CanAnnounce { get; init; }

    /// <summary>
    /// Why the last announce failed, else what the tracker wants people to read; null if there is neither.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>How the last scrape (BEP 48) ended.</summary>
    public ScrapeState ScrapeState { get; init; }

    /// <summary>Why the last scrape failed; null if it did not.</summary>
    public string? ScrapeError { get; init; }

    /// <summary>Milliseconds since the last scrape began; null if none did.</summary>
    public long? LastScrapeAgoMs { get; init; }
}
