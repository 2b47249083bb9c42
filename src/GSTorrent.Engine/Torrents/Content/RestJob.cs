using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>
/// Brings a torrent's files to rest: the blocks of incomplete pieces are written where they belong, everything is
/// flushed, and the files' stamps are taken, so that the next start trusts them.
/// </summary>
internal sealed class RestJob(TorrentContent content, IReadOnlyList<OpenPiece> unfinished) : ContentJob
{
    private readonly List<(int Piece, Bitfield Blocks)> _kept = [];
    private StorageError? _error;
    private FileStamp[] _stamps = [];

    public override void Complete(TorrentLoop loop, MonotonicTime now)
    {
        foreach (OpenPiece piece in unfinished) piece.ReleaseBuffers();
        content.AtRest(IsAbandoned ? TorrentContent.Abandoned : _error, _kept, _stamps);
        loop.ContentAtRest(_error, now);
    }

    protected override void Work()
    {
        foreach (OpenPiece piece in unfinished)
        {
            if (_error is null) Write(piece);
        }

        _error ??= content.Storage.Flush();
        _error ??= content.Storage.Check(out _stamps);
    }

    private void Write(OpenPiece piece)
    {
        var blocks = new Bitfield(piece.BlockCount);
        long offset = content.Metainfo.Geometry.OffsetOf(piece.Index);
        for (int block = 0; block < piece.BlockCount && _error is null; block++)
        {
            if (!piece.IsReceived(block)) continue;
            // A block without a buffer lies on disk since the last run.
            if (piece.Buffers[block] is { } buffer)
                _error = content.Storage.Write(offset + (block * PieceGeometry.BlockSize), [buffer.Memory]);
            blocks.Set(block);
        }

        if (_error is null && !blocks.IsNone) _kept.Add((piece.Index, blocks));
    }
}
