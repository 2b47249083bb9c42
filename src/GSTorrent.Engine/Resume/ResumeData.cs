using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>What a torrent must remember over a restart. Immutable.</summary>
public sealed record ResumeData
{
    /// <summary>The verified pieces in wire order, data flushed; empty before there is metainfo.</summary>
    public ReadOnlyMemory<byte> Verified { get; init; }

    /// <summary>Size and time of each file when this was made; empty if there is no metainfo.</summary>
    public IReadOnlyList<FileStamp> Stamps { get; init; } = [];

    /// <summary>
    /// Was the torrent at rest when this was made? If so, a file with another stamp has been changed by somebody else.
    /// </summary>
    public bool IsClean { get; init; }

    /// <summary>Blocks on disk of pieces that are not complete, as the engine encodes them.</summary>
    public ReadOnlyMemory<byte> UnfinishedPieces { get; init; }

    /// <summary>Payload bytes sent since the torrent was added.</summary>
    public long Uploaded { get; init; }

    /// <summary>Payload bytes received since the torrent was added.</summary>
    public long Downloaded { get; init; }

    /// <summary>Payload bytes received that failed their hash, since the torrent was added.</summary>
    public long CorruptBytes { get; init; }

    /// <summary>Milliseconds in which the torrent ran.</summary>
    public long ActiveMs { get; init; }

    /// <summary>Milliseconds in which it ran and had every wanted piece.</summary>
    public long SeedingMs { get; init; }

    /// <summary>When payload moved last, in milliseconds since 1970; 0 if it never did.</summary>
    public long LastActivityUnixMs { get; init; }

    /// <summary>Did the download finish once?</summary>
    public bool HasFinished { get; init; }
}
