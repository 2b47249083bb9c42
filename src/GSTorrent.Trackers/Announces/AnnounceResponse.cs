using System.Net;

namespace GSTorrent.Trackers;

/// <summary>What a tracker answered to an announce.</summary>
public sealed record AnnounceResponse
{
    /// <summary>Peers that are taken from one answer; the rest is cut.</summary>
    public const int MaxPeers = 1000;

    /// <summary>Seconds until the next announce, from 60 to a day (see <see cref="RetrySchedule"/>).</summary>
    public int IntervalS { get; init; } = RetrySchedule.DefaultIntervalS;

    /// <summary>Seconds that must pass before any further announce, from 60 to a day; null if not given.</summary>
    public int? MinIntervalS { get; init; }

    /// <summary>Peers with all data; null if not given.</summary>
    public int? Seeders { get; init; }

    /// <summary>Peers without all data; null if not given.</summary>
    public int? Leechers { get; init; }

    /// <summary>Completed downloads; null if not given.</summary>
    public int? Downloaded { get; init; }

    /// <summary>Peers with an address and port that can be dialled; IPv4-mapped addresses are IPv4 here.</summary>
    public IReadOnlyList<IPEndPoint> Peers { get; init; } = [];

    /// <summary>What the tracker wants people to read, fit to be shown.</summary>
    public string? WarningMessage { get; init; }

    /// <summary>To be sent back in the next announce.</summary>
    public string? TrackerId { get; init; }

    /// <summary>Our address as the tracker sees it (BEP 24).</summary>
    public IPAddress? ExternalIp { get; init; }
}
