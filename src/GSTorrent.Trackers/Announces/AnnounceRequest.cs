using System.Net;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>What a tracker is told and asked (BEP 3). Sizes in bytes.</summary>
public sealed record AnnounceRequest
{
    /// <summary>Peers that are asked for if nothing else is said.</summary>
    public const int DefaultNumWant = 100;

    /// <summary>The torrent.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Ourselves.</summary>
    public required PeerId PeerId { get; init; }

    /// <summary>The port on which we listen, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Bytes uploaded since the started event.</summary>
    public long Uploaded { get; init; }

    /// <summary>Bytes downloaded since the started event.</summary>
    public long Downloaded { get; init; }

    /// <summary>Bytes missing; 0 makes us a seed.</summary>
    public long Left { get; init; }

    /// <summary>Why.</summary>
    public AnnounceEvent Event { get; init; }

    /// <summary>Peers wanted; none are asked for with a stopped event.</summary>
    public int NumWant { get; init; } = DefaultNumWant;

    /// <summary>
    /// Proves to the tracker that we are the same although our address changed; one for each torrent.
    /// </summary>
    public uint Key { get; init; }

    /// <summary>What the tracker gave before and wants back.</summary>
    public string? TrackerId { get; init; }

    /// <summary>The address that the tracker shall give to peers; only if the user has set one.</summary>
    public IPAddress? AnnounceAddress { get; init; }

    /// <summary>Our public IPv4 address, told when announcing over IPv6 (BEP 7).</summary>
    public IPAddress? ExternalV4 { get; init; }

    /// <summary>Our public IPv6 address, told when announcing over IPv4 (BEP 7).</summary>
    public IPAddress? ExternalV6 { get; init; }

    /// <summary>We have all that we want, but not all (BEP 21: event "paused", HTTP only).</summary>
    public bool IsPartialSeed { get; init; }
}
