using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>What a job does.</summary>
[JsonConverter(typeof(CamelCaseEnum<JobKind>))]
public enum JobKind
{
    /// <summary>Makes a .torrent file of content on the server.</summary>
    Create,

    /// <summary>Compares the content of a torrent with its piece hashes.</summary>
    Check,

    /// <summary>Takes the content of a torrent to another directory.</summary>
    Move,
}

/// <summary>How far a job is.</summary>
[JsonConverter(typeof(CamelCaseEnum<JobStatus>))]
public enum JobStatus
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has ended well.</summary>
    Done,

    /// <summary>It has ended; <c>error</c> tells why.</summary>
    Failed,
}

/// <summary>
/// Work that takes a while: <c>GET /jobs</c>. Checks and moves belong to a torrent and are listed while they go on;
/// creations are kept for an hour after their end.
/// </summary>
public sealed record JobDto
{
    /// <summary>Names it.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Between 0 and 1.</summary>
    public double Progress { get; init; }

    /// <summary>Number of the torrent that it works on; absent for a creation.</summary>
    public int? TorrentId { get; init; }

    /// <summary>Name of the torrent, or path of the content.</summary>
    public required string Subject { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>When a creation was ordered.</summary>
    public long? AddedUnixMs { get; init; }

    /// <summary>When a creation ended.</summary>
    public long? EndedUnixMs { get; init; }
}
