using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>What to believe of a torrent's files at its start.</summary>
/// <param name="Have">The pieces taken as verified; null if the files must be read.</param>
/// <param name="Error">Why it must not run, if so.</param>
internal readonly record struct ResumeDecision(Bitfield? Have, StorageError? Error)
{
    /// <summary>
    /// What was recorded is trusted, as its data was flushed before. Files of recorded pieces that have vanished stop
    /// the torrent: the disk may not be mounted, and downloading anew into an empty place would lose what is there.
    /// Files that somebody else has changed, or that a torrent finds which never ran, are read.
    /// </summary>
    public static ResumeDecision Make(
        Metainfo metainfo, IReadOnlyList<bool> wanted, ResumeData? resume, FileStamp[] stamps,
        Func<int, string> pathOf)
    {
        int count = metainfo.Geometry.PieceCount;
        bool isRecorded = resume is not null && resume.Verified.Length > 0;
        if (!isRecorded) return new ResumeDecision(HasAnyFile(metainfo, stamps) ? null : new Bitfield(count), null);
        if (!Bitfield.TryFromWire(resume!.Verified.Span, count, out Bitfield? have)) return default;
        bool isChanged = false;
        foreach (ContentFile file in metainfo.Files)
        {
            if (file.Length == 0 || file.IsPadding) continue;
            long needed = NeededLength(metainfo.Geometry, file, have!);
            if (needed == 0) continue;
            FileStamp stamp = stamps[file.Index];
            if (!stamp.Exists && wanted[file.Index]) return Missing(pathOf(file.Index));
            if (!stamp.Exists) continue;
            isChanged |= stamp.Length < needed;
            isChanged |= resume.StampOf(file.Index) is { } known && known != stamp;
        }

        return new ResumeDecision(isChanged ? null : have, null);
    }

    private static bool HasAnyFile(Metainfo metainfo, FileStamp[] stamps)
    {
        foreach (ContentFile file in metainfo.Files)
            if (!file.IsPadding && file.Length > 0 && stamps[file.Index].Exists) return true;
        return false;
    }

    /// <summary>The length that the file must have for the pieces recorded in it.</summary>
    private static long NeededLength(PieceGeometry geometry, ContentFile file, Bitfield have)
    {
        (int first, int last) = PiecePriorities.PiecesOf(geometry, file);
        for (int piece = last; piece >= first; piece--)
        {
            if (have[piece])
                return Math.Min(file.Length, geometry.OffsetOf(piece) + geometry.SizeOf(piece) - file.Offset);
        }

        return 0;
    }

    private static ResumeDecision Missing(string path) => new(null, new StorageError(
        StorageErrorKind.Missing, "open", path,
        "the file was there before and is gone; mount its disk, put it back, or recheck to download it again"));
}
