using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>How the last announce to a tracker went.</summary>
[JsonConverter(typeof(CamelCaseEnum<TrackerStatus>))]
public enum TrackerStatus
{
    /// <summary>Not announced to yet.</summary>
    Idle,

    /// <summary>An announce is under way.</summary>
    Announcing,

    /// <summary>The last announce was answered.</summary>
    Working,

    /// <summary>The last announce failed; <c>error</c> tells why.</summary>
    Failed,
}

/// <summary>One tracker of a torrent. Passkeys in the URL are masked for readers without control.</summary>
public sealed record TrackerDto
{
    /// <summary>Announce URL.</summary>
    public required string Url { get; init; }

    /// <summary>Zero-based tier (BEP 12).</summary>
    public int Tier { get; init; }

    /// <summary>How the last announce went.</summary>
    public TrackerStatus Status { get; init; }

    /// <summary>Why the last announce failed.</summary>
    public string? Error { get; init; }

    /// <summary>What the tracker wants to be shown.</summary>
    public string? Warning { get; init; }

    /// <summary>Seconds until the next announce.</summary>
    public long? NextAnnounceS { get; init; }

    /// <summary>Seeds it knows of.</summary>
    public int? Seeders { get; init; }

    /// <summary>Leechers it knows of.</summary>
    public int? Leechers { get; init; }

    /// <summary>Complete downloads it knows of.</summary>
    public int? Downloaded { get; init; }
}
