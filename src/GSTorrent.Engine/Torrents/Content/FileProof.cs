using System.Security.Cryptography;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// Which files are the torrent's own, as far as their content tells. It is asked of a torrent that never ran: each file
/// speaks for itself, as others in its folder may be somebody's.
/// </summary>
internal sealed class FileProof(Metainfo metainfo, Bitfield verified)
{
    private readonly Dictionary<int, byte[]> _zeros = [];

    /// <summary>Does it hold a good piece, or part of one? One of zeros may be anything.</summary>
    public bool IsProven(ContentFile file)
    {
        (int first, int last) = PiecePriorities.PiecesOf(metainfo.Geometry, file);
        for (int piece = first; piece <= last; piece++)
            if (verified[piece] && !IsOfZeros(piece)) return true;
        return false;
    }

    /// <summary>Would the torrent write over, cut or delete what is not its own?</summary>
    /// <param name="content">The files.</param>
    /// <param name="file">One of them.</param>
    /// <param name="stamp">As it is.</param>
    public bool IsForeign(TorrentContent content, ContentFile file, FileStamp stamp)
    {
        if (file.IsPadding || !stamp.Exists) return false;
        if (file.Length == 0 || stamp.Length > file.Length) return stamp.Length > 0 && !IsWhole(file);
        if (content.Storage.Probe(file.Offset, file.Length) != ContentPresence.Stored || IsProven(file)) return false;
        // A small one of the right size that shares its pieces with files that are not there cannot prove anything.
        return stamp.Length != file.Length || HasOwnPiece(file);
    }

    private bool IsWhole(ContentFile file)
    {
        if (file.Length == 0 || !IsProven(file)) return false;
        (int first, int last) = PiecePriorities.PiecesOf(metainfo.Geometry, file);
        for (int piece = first; piece <= last; piece++)
            if (!verified[piece]) return false;
        return true;
    }

    private bool HasOwnPiece(ContentFile file)
    {
        PieceGeometry geometry = metainfo.Geometry;
        (int first, int last) = PiecePriorities.PiecesOf(geometry, file);
        for (int piece = first; piece <= last; piece++)
        {
            long start = geometry.OffsetOf(piece);
            if (start >= file.Offset && start + geometry.SizeOf(piece) <= file.Offset + file.Length) return true;
        }

        return false;
    }

    private bool IsOfZeros(int piece)
    {
        int size = metainfo.Geometry.SizeOf(piece);
        if (!_zeros.TryGetValue(size, out byte[]? hash)) _zeros[size] = hash = SHA1.HashData(new byte[size]);
        return hash.AsSpan().SequenceEqual(metainfo.PieceHash(piece));
    }
}
