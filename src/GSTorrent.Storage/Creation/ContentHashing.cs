using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>Reads and hashes the content of a new torrent on all cores; blocks the caller.</summary>
/// <param name="content">What to hash.</param>
/// <param name="builder">Says how the files are laid out.</param>
/// <param name="version">Which hashes.</param>
internal sealed class ContentHashing(ContentFound content, MetainfoBuilder builder, TorrentVersion version)
{
    private readonly ContentHasher _hasher = new();
    private long _hashedBytes;

    /// <summary>Bytes to read in all: a hybrid reads its content twice.</summary>
    public long TotalBytes => version == TorrentVersion.Hybrid ? 2 * content.TotalBytes : content.TotalBytes;

    /// <summary>Bytes read so far; for any thread.</summary>
    public long HashedBytes => Interlocked.Read(ref _hashedBytes);

    /// <summary>The hashes, or null and why there are none.</summary>
    public HashedContent? Run(out CreationError? error, CancellationToken cancellation)
    {
        byte[] pieceHashes = [];
        FileHashTree[] trees = [];
        StorageError? failure = null;
        if (version != TorrentVersion.V2)
            failure = _hasher.HashV1(LaidOut(), builder.PieceLength, out pieceHashes, Count, cancellation);
        if (failure is null && version != TorrentVersion.V1)
            failure = _hasher.HashV2(content.Sources, builder.PieceLength, out trees, Count, cancellation);
        error = failure is null ? FindChange() : ErrorOf(failure);
        return error is not null ? null : new HashedContent(
            pieceHashes, [.. trees.Select(tree => new V2FileHashes(tree.PiecesRoot, tree.PieceLayer))]);
    }

    private static CreationError ErrorOf(StorageError failure) => failure.Kind == StorageErrorKind.Cancelled
        ? CreationError.Interrupted
        : CreationError.Failed($"cannot {failure}");

    // The version 1 side of a hybrid has padding between its files.
    private IReadOnlyList<SourceFile> LaidOut()
    {
        if (version == TorrentVersion.V1) return content.Sources;
        var laidOut = new List<SourceFile>();
        int next = 0;
        foreach (CreationFile file in builder.FilesWithPadding)
            laidOut.Add(file.IsPadding ? new SourceFile(null, file.Length) : content.Sources[next++]);
        return laidOut;
    }

    // A file that grew in the meantime was read as if it had not: its hashes are of something that is not there.
    private CreationError? FindChange()
    {
        foreach (SourceFile source in content.Sources)
        {
            if (source.FullPath is not { } path) continue;
            var now = new FileInfo(path);
            if (!now.Exists || now.Length != source.Length)
                return CreationError.Failed($"{path} changed while it was read: try again when nothing writes to it");
        }

        return null;
    }

    private void Count(int bytes) => Interlocked.Add(ref _hashedBytes, bytes);
}
