namespace GSTorrent.Application.Jobs;

/// <summary>A torrent that is being made, or was. Immutable: <see cref="CreationJobs"/> tells how it is now.</summary>
public sealed record CreationJob
{
    /// <summary>Names it.</summary>
    public required string Id { get; init; }

    /// <summary>What was ordered.</summary>
    public required CreationOrder Order { get; init; }

    /// <summary>How far it is.</summary>
    public JobState State { get; init; }

    /// <summary>Between 0 and 1.</summary>
    public double Progress { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Length of the pieces, once it is done.</summary>
    public int? PieceLength { get; init; }

    /// <summary>The .torrent file, once it is done.</summary>
    public ReadOnlyMemory<byte> TorrentFile { get; init; }

    /// <summary>When it was ordered.</summary>
    public required long AddedUnixMs { get; init; }

    /// <summary>When it began to run.</summary>
    public long? StartedUnixMs { get; init; }

    /// <summary>When it ended.</summary>
    public long? EndedUnixMs { get; init; }
}
