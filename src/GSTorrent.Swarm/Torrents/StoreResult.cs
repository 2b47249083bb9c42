namespace GSTorrent.Swarm;

/// <summary>What became of a piece that was to be verified and written.</summary>
public enum StoreOutcome
{
    /// <summary>Its hash is right and it is written.</summary>
    Stored,

    /// <summary>Its hash is wrong; nothing was written.</summary>
    HashMismatch,

    /// <summary>The disk refused; the caller pauses the torrent.</summary>
    DiskError,
}

/// <summary>The verdict on a piece.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="BlockHashes">SHA-1 of each block, if the hash was wrong or they were wanted; else empty.</param>
public readonly record struct StoreResult(StoreOutcome Outcome, ReadOnlyMemory<byte> BlockHashes = default);
