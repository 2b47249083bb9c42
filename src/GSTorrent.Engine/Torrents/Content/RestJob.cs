using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>
/// Brings a torrent's files to rest: the blocks of incomplete pieces are written where they belong, everything is
/// flushed, whole files get their final name, and the files' stamps are taken, so that the next start trusts them.
/// </summary>
internal sealed class RestJob(
    TorrentContent content, IReadOnlyList<OpenPiece> unfinished, IReadOnlyList<int> wholeFiles) : ContentJob
{
    private readonly List<(int Piece, Bitfield Blocks)> _kept = [];
    private FileStamp[] _stamps = [];
    private bool _isFlushed;

    public override void Complete(TorrentLoop loop, MonotonicTime now)
    {
        foreach (OpenPiece piece in unfinished) piece.ReleaseBuffers();
        content.CameToRest(_isFlushed, _kept, _stamps);
        loop.ContentAtRest(Error, now);
    }

    protected override StorageError? Work()
    {
        StorageError? writing = null;
        foreach (OpenPiece piece in unfinished)
        {
            writing = Write(piece);
            if (writing is not null) break;
        }

        // A full disk has no room for loose blocks, but what it took before can be made durable all the same.
        StorageError? flushing = content.Storage.Flush();
        _isFlushed = flushing is null;
        if (!_isFlushed) return writing ?? flushing;
        StorageError? naming = content.Complete(wholeFiles);
        StorageError? looking = content.Storage.Check(out FileStamp[] stamps);
        if (looking is null) _stamps = stamps;
        return writing ?? naming ?? looking;
    }

    private StorageError? Write(OpenPiece piece)
    {
        var blocks = new Bitfield(piece.BlockCount);
        long offset = content.Metainfo.Geometry.OffsetOf(piece.Index);
        for (int block = 0; block < piece.BlockCount; block++)
        {
            if (!piece.IsReceived(block)) continue;
            // A block without a buffer lies on disk since the last run.
            StorageError? error = piece.Buffers[block] is { } buffer
                ? content.Storage.Write(offset + ((long)block * PieceGeometry.BlockSize), [buffer.Memory])
                : null;
            if (error is not null) return error;
            blocks.Set(block);
        }

        if (!blocks.IsNone) _kept.Add((piece.Index, blocks));
        return null;
    }
}
