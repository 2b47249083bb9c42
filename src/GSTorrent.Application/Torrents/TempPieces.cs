using GSTorrent.Engine;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

internal static class TempPieces
{
    public static Task<GSTorrent.Storage.StorageError?> RenameFilesAsync(
        this TorrentHandle handle, IReadOnlyDictionary<int, string> newPaths) =>
        Task.FromResult<GSTorrent.Storage.StorageError?>(null);

    public static Task<PiecesSnapshot> GetPiecesAsync(this TorrentHandle handle)
    {
        PieceGeometry geometry = handle.Metainfo!.Geometry;
        var have = new Bitfield(geometry.PieceCount);
        if (handle.Snapshot.PiecesDone == geometry.PieceCount) have.SetAll();
        return Task.FromResult(new PiecesSnapshot(
            geometry.PieceCount, geometry.PieceLength, have.Bytes.ToArray(), [], []));
    }
}
