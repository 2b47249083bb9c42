using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>
/// Priorities of pieces from priorities of files: a piece is wanted as much as the most wanted file in it.
/// </summary>
internal static class PiecePriorities
{
    public static FilePriority[] Of(
        PieceGeometry geometry, IReadOnlyList<ContentFile> files, IReadOnlyList<FilePriority> priorities)
    {
        var pieces = new FilePriority[geometry.PieceCount];
        foreach (ContentFile file in files)
        {
            if (file.Length == 0 || file.IsPadding) continue;
            FilePriority priority = PriorityOf(priorities, file.Index);
            (int first, int last) = PiecesOf(geometry, file);
            for (int piece = first; piece <= last; piece++)
                if (pieces[piece] < priority) pieces[piece] = priority;
        }

        return pieces;
    }

    /// <summary>The first and the last piece of each wanted file.</summary>
    public static Bitfield FirstAndLast(
        PieceGeometry geometry, IReadOnlyList<ContentFile> files, IReadOnlyList<FilePriority> priorities)
    {
        var pieces = new Bitfield(geometry.PieceCount);
        foreach (ContentFile file in files)
        {
            if (file.Length == 0 || file.IsPadding || PriorityOf(priorities, file.Index) == FilePriority.Skip) continue;
            (int first, int last) = PiecesOf(geometry, file);
            pieces.Set(first);
            pieces.Set(last);
        }

        return pieces;
    }

    /// <summary>The first and the last piece that hold bytes of the file, which is not empty.</summary>
    public static (int First, int Last) PiecesOf(PieceGeometry geometry, ContentFile file) =>
        ((int)(file.Offset / geometry.PieceLength), (int)((file.Offset + file.Length - 1) / geometry.PieceLength));

    public static FilePriority PriorityOf(IReadOnlyList<FilePriority> priorities, int file) =>
        file < priorities.Count ? priorities[file] : FilePriority.Normal;

    /// <summary>One flag a file: is it wanted at all?</summary>
    public static bool[] Wanted(IReadOnlyList<ContentFile> files, IReadOnlyList<FilePriority> priorities)
    {
        var wanted = new bool[files.Count];
        for (int i = 0; i < wanted.Length; i++) wanted[i] = PriorityOf(priorities, i) != FilePriority.Skip;
        return wanted;
    }
}
