using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>What a recheck found.</summary>
/// <param name="Verified">The pieces whose bytes match; complete only if there is no error.</param>
/// <param name="Error">
/// Why the recheck ended early, or null. Missing files are no error: their pieces are not there.
/// </param>
public sealed record RecheckResult(Bitfield Verified, StorageError? Error);
