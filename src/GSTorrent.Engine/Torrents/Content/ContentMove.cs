using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Moves a torrent's files, or only notes the new place if there are none yet.</summary>
internal static class ContentMove
{
    public static void Begin(TorrentLoop loop, string destination, Action<StorageError?> done, MonotonicTime now)
    {
        if (loop.UseContent() is not { } content)
        {
            loop.Options.Destination = destination;
            Finish(loop, null, done, now);
            return;
        }

        var run = new MoveRun(loop.View.DoneBytes);
        loop.Life.Move = run;
        loop.Life.Busy(TorrentPhase.Moving);
        loop.Publish(now, force: true);
        var job = new ActionJob(
            () => content.Storage.MoveTo(destination, run, run.Cancellation),
            (error, then) => Moved(loop, content, destination, error, done, then));
        content.RunAside(job, $"move {loop.InfoHash}");
    }

    private static void Moved(
        TorrentLoop loop, TorrentContent content, string destination, StorageError? error,
        Action<StorageError?> done, MonotonicTime now)
    {
        loop.Life.Move?.Dispose();
        loop.Life.Move = null;
        // The files are in the new place even if old ones could not be removed.
        bool isMoved = error is null or { Kind: StorageErrorKind.LeftBehind };
        if (isMoved)
        {
            loop.Options.Destination = destination;
            content.MovedTo(destination);
            loop.Record.SaveMoved();
        }

        if (isMoved) loop.Notify(TorrentNoticeKind.Moved, $"moved to {destination}{Suffix(error)}");
        else if (error!.Kind != StorageErrorKind.Cancelled)
            loop.Notify(TorrentNoticeKind.Failed, $"not moved: {error}");
        Finish(loop, isMoved ? null : error, done, now);
    }

    private static string Suffix(StorageError? error) => error is null ? "" : $", but {error}";

    private static void Finish(TorrentLoop loop, StorageError? error, Action<StorageError?> done, MonotonicTime now)
    {
        done(error);
        loop.Life.Done(now);
        loop.Publish(now, force: true);
    }
}
