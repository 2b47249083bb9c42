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
        loop.Publish(now, force: true);
        if (move.Intent.Stays is { } stays) content.Storage.LeaveAlone(stays.ToHashSet());
        if (move.Intent.Stays is null) Prove(loop, content, run);
        else Transfer(loop, content, run);
    }

    // Not what somebody else has under the torrent's names.
    private static void Prove(TorrentLoop loop, TorrentContent content, MoveRun run)
    {
        PendingMove move = loop.Options.Move!;
        bool mustProve = !loop.OwnsFiles;
        Ownership found = Ownership.Whole;
        content.RunAside(new ActionJob(
            () => FindAway(content, move) ?? Ownership.Find(content, mustProve, run.Cancellation, out found),
            (error, now) =>
            {
                // What is away is not read, and the move itself says so; until then no file is the torrent's.
                if (error is null) _ = DecideAsync(loop, content, run, found);
                else if (error.Kind == StorageErrorKind.Missing) Transfer(loop, content, run);
                else End(loop, Untouched(move, error), now);
            }));
    }

    // The empty mount point of a disk that is away would be taken for a place without files.
    private static StorageError? FindAway(TorrentContent content, PendingMove move)
    {
        if (!move.CarriesOn) return null;
        StorageError? away = move.Intent.CheckMounts(content.Services.Mounts(), content.Storage.Root);
        // A disk that was away may have come back under another number.
        if (away is null) content.LookAnew();
        return away;
    }

    private static async Task DecideAsync(TorrentLoop loop, TorrentContent content, MoveRun run, Ownership found)
    {
        // Nothing stays of most: that needs no record, as it is found out again in the same way.
        bool isCertain = loop.OwnsFiles && found.Others.Count == 0;
        found.Note(loop);
        content.Storage.LeaveAlone(found.Others);
        StorageError? error = isCertain
            ? null
            : await loop.Options.Move!.DecideAsync([.. found.Others.Order()]);
        loop.Post(now =>
        {
            if (error is null) Transfer(loop, content, run);
            else End(loop, Untouched(loop.Options.Move!, error), now);
        });
    }

    // One that is called off before its first step is over; another that was begun before is tried again.
    private static MoveResult Untouched(PendingMove move, StorageError error) => new(
        move.CarriesOn && error.Kind != StorageErrorKind.Cancelled ? MoveOutcome.Undecided : MoveOutcome.Stayed,
        error);

    private static void Transfer(TorrentLoop loop, TorrentContent content, MoveRun run)
    {
        PendingMove move = loop.Options.Move!;
        bool hasPieces = loop.Record.HasPieces;
        var result = new MoveResult(MoveOutcome.Undecided, TorrentContent.Abandoned);
        var job = new ActionJob(
            () =>
            {
                result = Move(content, move, hasPieces, run);
                // What is not there now was brought by somebody else when it is there later.
                move.Stamps = result.Outcome == MoveOutcome.Moved
                    && content.Storage.Check(out FileStamp[] stamps) is null ? stamps : [];
                return result.Error;
            },
            (error, then) => End(loop, result with { Error = error }, then));
        content.RunQuietly(job, $"move {loop.InfoHash}");
    }

    private static MoveResult Move(TorrentContent content, PendingMove move, bool hasPieces, MoveRun run)
    {
        if (FindAway(content, move) is { } away) return new MoveResult(MoveOutcome.Undecided, away);
        if (!move.CarriesOn && !hasPieces && content.Storage.CheckRoot() is { Kind: StorageErrorKind.Missing })
        {
            // Of what has no piece yet nothing is lost with a disk that is away: it may go elsewhere.
            content.Storage.AdoptMount(mountPoint: null);
            content.LookAnew();
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
            if (result.Outcome == MoveOutcome.Moved) result = Settle(loop, move, result);
            else if (result.Error!.Kind != StorageErrorKind.Cancelled)
                loop.Notify(TorrentNoticeKind.Failed, $"not moved: {result.Error}");
            move.End(result);
            if (loop.Content is not null) loop.RespectFiles();
        }

        loop.Life.Done(now);
        loop.Publish(now, force: true);
    }

    private static MoveResult Settle(TorrentLoop loop, PendingMove move, MoveResult result)
    {
        MoveIntent intent = move.Intent;
        string source = loop.Options.Destination;
        loop.Options.Destination = intent.Target;
        if (loop.Content is not { } content)
        {
            loop.Record.SaveMountPoint(loop.ReadMounts());
            return result;
        }

        content.Moved();
        if (result.MetFiles) loop.Disown();
        loop.Record.SaveMoved(move.Stamps);
        StorageError? others = Ownership.Tell(
            "move", intent.Stays ?? [], file => Path.Combine(source, content.Storage.PathOf(file)));
        string text = string.Join(
            ", and ", new[] { result.Error, others }.OfType<StorageError>().Select(error => error.ToString()));
        loop.Notify(TorrentNoticeKind.Moved, $"moved to {intent.Target}{(text.Length == 0 ? "" : $", but {text}")}");
        return result with { Error = result.Error ?? others };
    }
}
