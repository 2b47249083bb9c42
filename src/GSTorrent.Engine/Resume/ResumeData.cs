using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>What a torrent must remember over a restart. Immutable.</summary>
public sealed record ResumeData
{
    /// <summary>The verified pieces in wire order, data flushed; empty before there is metainfo.</summary>
    public ReadOnlyMemory<byte> Verified { get; init; }

    /// <summary>
    /// Are those pieces somebody's word, and none of them was ever read? Then what lies there may be anybody's.
    /// </summary>
    public bool IsOnTrust { get; init; }

    /// <summary>
    /// Was it ever found out which pieces there are? Before, files at the torrent's paths may be anybody's.
    /// </summary>
    public bool HasBegun => Verified.Length > 0 && !IsOnTrust;

    /// <summary>
    /// Size and time of each file when this was made: of all of them if the torrent was at rest, otherwise of the whole
    /// ones, which are not written any more. A file with another stamp has been changed by somebody else. Empty if
    /// nothing is known.
    /// </summary>
    public IReadOnlyList<FileStamp> Stamps { get; init; } = [];

    /// <summary>Was the torrent at rest when this was made?</summary>
    public bool IsClean { get; init; }

    /// <summary>Blocks on disk of pieces that are not complete, as the engine encodes them.</summary>
    public ReadOnlyMemory<byte> UnfinishedPieces { get; init; }

    /// <summary>
    /// The mount point that holds the destination: while nothing is mounted there, the torrent must not run. Null if it
    /// is not known.
    /// </summary>
    public string? MountPoint { get; init; }

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

    /// <summary>The stamp that a file must have still; null if that is not known.</summary>
    internal FileStamp? StampOf(int file) =>
        file < Stamps.Count && (IsClean || Stamps[file].Exists) ? Stamps[file] : null;
}
