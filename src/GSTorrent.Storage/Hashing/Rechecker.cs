using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>
/// Verifies pieces on all cores. Reads go forward through the content; holes and missing files cost next to nothing.
/// Blocks the caller and takes threads of its own: call it on a thread that may wait.
/// </summary>
public sealed class Rechecker
{
    private const int StretchBytes = 4 * 1024 * 1024;

    private readonly int _threadCount;

    /// <param name="threadCount">Threads to use; 0: one a core.</param>
    public Rechecker(int threadCount = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threadCount);
        _threadCount = threadCount == 0 ? Environment.ProcessorCount : threadCount;
    }

    /// <summary>Verifies pieces by SHA-1 (BEP 3).</summary>
    /// <param name="storage">The content. If all is verified, what it saw is forgotten first (see there).</param>
    /// <param name="pieceHashes">20 bytes a piece, as in the metainfo.</param>
    /// <param name="pieces">The pieces to verify, all others are clear in the result; null: all pieces.</param>
    /// <param name="onPiece">Told of each piece as it is known, from several threads at once; null: nobody.</param>
    /// <param name="cancellation">Ends it early, with an error of kind Cancelled.</param>
    public RecheckResult Recheck(
        IContentStorage storage,
        ReadOnlyMemory<byte> pieceHashes,
        Bitfield? pieces = null,
        Action<int, bool>? onPiece = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(storage);
        PieceGeometry geometry = storage.Layout.Geometry;
        if (pieceHashes.Length != (long)geometry.PieceCount * PieceHasher.Sha1Length)
            throw new ArgumentException("20 bytes a piece.", nameof(pieceHashes));
        var verified = new Bitfield(geometry.PieceCount);
        if (pieces is null) storage.Forget();
        StorageError? error = storage.Check(out _);
        if (error is not null) return new RecheckResult(verified, error);

        int[] numbers = [.. Enumerable.Range(0, geometry.PieceCount).Where(piece => pieces is null || pieces[piece])];
        var job = new HashJob(numbers.Length, Math.Max(1, StretchBytes / geometry.PieceLength), cancellation);
        error = job.Run(_threadCount, () => new RecheckWorker(storage, pieceHashes, numbers, Note));
        return new RecheckResult(verified, error is { Path: "" } ? error with { Path = storage.Root } : error);

        void Note(int piece, bool matches)
        {
            if (matches)
            {
                lock (verified) verified.Set(piece);
            }

            onPiece?.Invoke(piece, matches);
        }
    }
}
