using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>
/// Hashes files into pieces on all cores, to make a torrent of them. Blocks the caller; works on every system.
/// </summary>
public sealed class ContentHasher
{
    private const int StretchBytes = 4 * 1024 * 1024;

    private readonly int _threadCount;

    /// <param name="threadCount">Threads to use; 0: one a core.</param>
    public ContentHasher(int threadCount = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threadCount);
        _threadCount = threadCount == 0 ? Environment.ProcessorCount : threadCount;
    }

    /// <summary>The SHA-1 of each piece of the files one after the other (BEP 3).</summary>
    /// <param name="files">Not empty all together.</param>
    /// <param name="pieceLength">Bytes.</param>
    /// <param name="pieceHashes">20 bytes a piece; meaningless after an error.</param>
    /// <param name="hashedBytes">Told of bytes just hashed, from several threads at once; null: nobody.</param>
    /// <param name="cancellation">Ends it early, with an error of kind Cancelled.</param>
    public StorageError? HashV1(
        IReadOnlyList<SourceFile> files,
        int pieceLength,
        out byte[] pieceHashes,
        Action<int>? hashedBytes = null,
        CancellationToken cancellation = default)
    {
        ContentLayout layout = LayoutOf(files, pieceLength);
        byte[] hashes = pieceHashes = new byte[layout.Geometry.PieceCount * PieceHasher.Sha1Length];
        var job = new HashJob(layout.Geometry.PieceCount, Math.Max(1, StretchBytes / pieceLength), cancellation);
        return job.Run(_threadCount, () => new SourcePieceWorker(layout, files, hashes, hashedBytes));
    }

    /// <summary>The SHA-256 tree of each file (BEP 52).</summary>
    /// <param name="files">Padding and empty files get no tree.</param>
    /// <param name="pieceLength">Bytes, a power of two of at least 16 KiB.</param>
    /// <param name="trees">One a file; meaningless after an error.</param>
    /// <param name="hashedBytes">Told of bytes just hashed, from several threads at once; null: nobody.</param>
    /// <param name="cancellation">Ends it early, with an error of kind Cancelled.</param>
    public StorageError? HashV2(
        IReadOnlyList<SourceFile> files,
        int pieceLength,
        out FileHashTree[] trees,
        Action<int>? hashedBytes = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var pieces = new List<(int File, long Offset)>();
        var layers = new byte[files.Count][];
        for (int file = 0; file < files.Count; file++)
        {
            long length = files[file].FullPath is null ? 0 : files[file].Length;
            for (long offset = 0; offset < length; offset += pieceLength) pieces.Add((file, offset));
            layers[file] = new byte[(length + pieceLength - 1) / pieceLength * PieceHasher.Sha256Length];
        }

        var job = new HashJob(pieces.Count, Math.Max(1, StretchBytes / pieceLength), cancellation);
        StorageError? error = job.Run(
            _threadCount, () => new SourceTreeWorker(files, pieceLength, pieces, layers, hashedBytes));
        trees = [.. layers.Select(layer => FileHashTree.FromLayer(layer, pieceLength))];
        return error;
    }

    private static ContentLayout LayoutOf(IReadOnlyList<SourceFile> files, int pieceLength)
    {
        ArgumentNullException.ThrowIfNull(files);
        var content = new List<ContentFile>(files.Count);
        long offset = 0;
        foreach (SourceFile file in files)
        {
            string path = file.FullPath ?? "";
            content.Add(new ContentFile(content.Count, path, offset, file.Length, file.FullPath is null));
            offset += file.Length;
        }

        return new ContentLayout(content, new PieceGeometry(offset, pieceLength));
    }
}
