using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// Moves a torrent's files, or only notes the new place if there are none yet. A move that can be neither finished nor
/// taken back stays pending and is tried again before anything else is done with the files.
/// </summary>
internal static class ContentMove
{
    /// <summary>Comes from <see cref="TorrentLife.WhenAtRest"/>.</summary>
    public static void Begin(TorrentLoop loop, PendingMove move, MonotonicTime now)
    {
        if (loop.Options.Move is { } other)
        {
            string why = $"the move to {other.Intent.Target} has not ended";
            var busy = new StorageError(StorageErrorKind.Busy, "move", move.Intent.Target, why);
            move.End(new MoveResult(MoveOutcome.Stayed, busy));
            loop.Life.Done(now);
            return;
        }

        loop.Options.Move = move;
        Try(loop, now);
    }

    /// <summary>Tries what is pending, at rest.</summary>
    public static void Try(TorrentLoop loop, MonotonicTime now)
    {
        PendingMove move = loop.Options.Move!;
        loop.Life.Busy(TorrentPhase.Moving);
        if (loop.UseContent() is not { } content)
        {
            End(loop, new MoveResult(MoveOutcome.Moved, null), now);
            return;
        }

        MoveRun run = move.BeginRun(loop.View.DoneBytes);
        bool hasPieces = loop.Record.HasPieces;
        loop.Publish(now, force: true);
        var result = new MoveResult(MoveOutcome.Undecided, TorrentContent.Abandoned);
        var job = new ActionJob(
            () => (result = Move(content, move, hasPieces, run)).Error,
            (error, then) => End(loop, result with { Error = error }, then));
        content.RunQuietly(job, $"move {loop.InfoHash}");
    }

    private static MoveResult Move(TorrentContent content, PendingMove move, bool hasPieces, MoveRun run)
    {
        if (move.CarriesOn)
        {
            if (move.Intent.CheckMounts(content.Services.Mounts(), content.Storage.Root) is { } away)
                return new MoveResult(MoveOutcome.Undecided, away);

            // A disk that was away may have come back under another number.
            content.Storage.Forget();
        }
        else if (!hasPieces && content.Storage.CheckRoot() is { Kind: StorageErrorKind.Missing })
        {
            // Of what has no piece yet nothing is lost with a disk that is away: it may go elsewhere.
            content.Storage.AdoptMount(mountPoint: null);
            content.Storage.Forget();
        }

        return content.Storage.MoveTo(move.Intent.Target, move.CarriesOn, run, run.Cancellation);
    }

    private static void End(TorrentLoop loop, MoveResult result, MonotonicTime now)
    {
        PendingMove move = loop.Options.Move!;
        move.EndRun();
        if (result.Outcome == MoveOutcome.Undecided)
        {
            move.CarriesOn = true;
            loop.Life.Fail(result.Error!, now);
        }
        else
        {
            loop.Options.Move = null;
            if (move.CarriesOn || result.Outcome == MoveOutcome.Moved) loop.Life.Recover();
            if (result.Outcome == MoveOutcome.Moved) Settle(loop, move.Intent.Target, result.Error);
            else if (result.Error!.Kind != StorageErrorKind.Cancelled)
                loop.Notify(TorrentNoticeKind.Failed, $"not moved: {result.Error}");
            move.End(result);
        }

        loop.Life.Done(now);
        loop.Publish(now, force: true);
    }

    private static void Settle(TorrentLoop loop, string target, StorageError? left)
    {
        loop.Options.Destination = target;
        if (loop.Content is null)
        {
            loop.Record.SaveMountPoint(loop.ReadMounts());
            return;
        }

        loop.Content.Moved();
        loop.Record.SaveMoved();
        loop.Notify(TorrentNoticeKind.Moved, $"moved to {target}{(left is null ? "" : $", but {left}")}");
    }
}
