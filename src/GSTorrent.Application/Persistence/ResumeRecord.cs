using GSTorrent.Primitives;

namespace GSTorrent.Application.Persistence;

/// <summary>How far a torrent is, as it is stored. Changes often.</summary>
public sealed record ResumeRecord
{
    /// <summary>Which torrent.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Verified pieces in wire order; null if nothing is known.</summary>
    public byte[]? Verified { get; init; }

    /// <summary>Are those pieces only somebody's word?</summary>
    public bool IsOnTrust { get; init; }

    /// <summary>Size and time of each file, encoded.</summary>
    public byte[]? Stamps { get; init; }

    /// <summary>Blocks of pieces that are not complete, encoded.</summary>
    public byte[]? UnfinishedPieces { get; init; }

    /// <summary>The mount point that holds the destination; null if it is not known.</summary>
    public string? MountPoint { get; init; }

    /// <summary>Was the torrent at rest when the stamps were taken?</summary>
    public bool IsClean { get; init; }

    /// <summary>Did the download finish once?</summary>
    public bool HasFinished { get; init; }

    /// <summary>Content sent, over all time.</summary>
    public long Uploaded { get; init; }

    /// <summary>Content received, over all time.</summary>
    public long Downloaded { get; init; }

    /// <summary>Content received that failed its hash, over all time.</summary>
    public long CorruptBytes { get; init; }

    /// <summary>Milliseconds in which the torrent ran.</summary>
    public long ActiveMs { get; init; }

    /// <summary>Milliseconds in which it ran and had every wanted piece.</summary>
    public long SeedingMs { get; init; }

    /// <summary>When content moved last, in milliseconds since 1970; 0 if it never did.</summary>
    public long LastActivityUnixMs { get; init; }
}
