using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Moves a torrent's files, or only notes the new place if there are none yet.</summary>
internal static class ContentMove
{
    public static void Begin(
        TorrentLoop loop, EngineServices services, string destination, Action<StorageError?> done, MonotonicTime now)
    {
        if (loop.UseContent() is not { } content)
        {
            loop.Options.Destination = destination;
            loop.Record.SaveMountPoint(services.Mounts());
            Finish(loop, null, done, now);
            return;
        }

        var run = new MoveRun(loop.View.DoneBytes);
        bool hasPieces = loop.Record.HasPieces;
        loop.Life.Move = run;
        loop.Life.Busy(TorrentPhase.Moving);
        loop.Publish(now, force: true);
        var job = new ActionJob(
            () => Move(content, hasPieces, destination, run),
            (error, then) => Moved(loop, content, destination, error, done, then));
        content.RunAside(job, $"move {loop.InfoHash}");
    }

    // Of what has no piece yet nothing is lost with a disk that is away: it may go elsewhere.
    private static StorageError? Move(TorrentContent content, bool hasPieces, string destination, MoveRun run)
    {
        if (!hasPieces && content.Storage.CheckRoot() is { Kind: StorageErrorKind.Missing })
        {
            content.Storage.AdoptMount();
            content.Storage.Forget();
        }

        return content.Storage.MoveTo(destination, run, run.Cancellation);
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
            content.Moved();
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
