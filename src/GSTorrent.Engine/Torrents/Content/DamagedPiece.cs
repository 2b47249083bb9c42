using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>A piece on record has another hash on disk.</summary>
internal static class DamagedPiece
{
    /// <summary>It is not sent again, and downloaded anew.</summary>
    public static void Found(TorrentLoop loop, int piece, MonotonicTime now)
    {
        TorrentContent content = loop.Content!;
        if (loop.Swarm.Have is not { } have || !have[piece] || !content.IsInUse) return;
        if (loop.Record.IsOnTrust) Doubt(loop, piece, now);
        else Replace(loop, piece, now);
    }

    // Nothing of it was ever read: the rest may be as wrong, and the file somebody else's.
    private static void Doubt(TorrentLoop loop, int piece, MonotonicTime now)
    {
        loop.Notify(TorrentNoticeKind.DataDamaged, $"piece {piece} is not as it was said to be; all files are read");
        loop.Life.Doubt(now);
    }

    private static void Replace(TorrentLoop loop, int piece, MonotonicTime now)
    {
        loop.GuardFilesOfOthers();
        loop.Content!.PieceLost(piece);
        loop.View.PieceLost(piece);
        loop.Swarm.PieceLost(piece, now);
        loop.Content.IsFinished = loop.Swarm.IsFinished;
        loop.Record.SaveRunning(loop.Content);
        loop.Notify(TorrentNoticeKind.DataDamaged, $"piece {piece} is damaged on disk; it is downloaded again");
        loop.Peers.RetryAll(now);
    }
}
