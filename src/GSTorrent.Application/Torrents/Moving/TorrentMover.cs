using GSTorrent.Application.Persistence;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Moves content. That it is to be moved is stored before the first file is touched, so that a kill cannot leave the
/// record wrong or the files in two places.
/// </summary>
internal sealed class TorrentMover(
    EngineDoor door, ContentRemover remover, SharedFiles shared, ContentClaims claims, MoveRecorder recorder)
{
    /// <summary>Begins a move. Null: it is on record and on its way, or was done at once.</summary>
    public async Task<AppError?> MoveAsync(TorrentEntry entry, string destination)
    {
        if (!Plan(entry, destination).TryGet(out PlannedMove? move, out AppError? error)) return error;
        error = await entry.ChangeAsync(record => move.Apply(record));
        if (error is null) Begin(move);
        else GiveUp(move);
        return error;
    }

    /// <summary>All that can be refused of a move is asked here; nothing is stored.</summary>
    public Result<PlannedMove> Plan(TorrentEntry entry, string destination)
    {
        if (!entry.TryBeginMove()) return Busy(entry);
        string source = entry.Record.Destination;
        if (entry.Handle is not { } handle) return new PlannedMove(entry, null, destination, null, null);
        if (string.Equals(source, destination, StringComparison.Ordinal))
            return new PlannedMove(entry, handle, destination, null, null);

        // First the claim: a torrent that is added meanwhile sees it and waits, or is seen here.
        var intent = MoveIntent.Make(source, destination);
        ContentClaim claim = claims.Take(entry.InfoHash, new UsedFilesFinder().Of(entry, intent));
        var move = new PlannedMove(entry, handle, destination, intent, claim);
        if (shared.Refuse(entry, "moved") is not { } refused) return move;
        GiveUp(move);
        return refused;
    }

    /// <summary>The move is on record.</summary>
    public void Begin(PlannedMove move)
    {
        if (move is { Handle: { } handle, Intent: { } intent, Claim: { } claim })
        {
            _ = recorder.BeginAsync(move.Entry, handle, intent, claim);
            return;
        }

        move.Entry.EndMove();
        if (move.Handle is null) door.Enter(move.Entry);
    }

    /// <summary>The move is not made.</summary>
    public static void GiveUp(PlannedMove move)
    {
        move.Claim?.Dispose();
        move.Entry.EndMove();
    }

    public static TorrentRecord Settle(TorrentRecord record, string destination) =>
        record with { Destination = destination, Wishes = record.Wishes with { Move = null } };

    /// <summary>
    /// Content lies in another directory: nothing is moved, and what is there is checked. Null: the check goes on.
    /// </summary>
    public async Task<AppError?> RelocateAsync(TorrentEntry entry, string destination)
    {
        if (!entry.TryBeginMove()) return Busy(entry);
        try
        {
            AppError? error = await entry.ChangeAsync(record => Settle(record, destination));
            if (error is not null) return error;
            if (entry.Handle is not null)
            {
                remover.Leave(entry, removal: null);
                entry.Detach();
            }

            door.Enter(entry, static handle => _ = handle.RecheckAsync());
            return null;
        }
        finally
        {
            entry.EndMove();
        }
    }

    private static AppError Busy(TorrentEntry entry) =>
        new("busy", $"{entry.Record.Name} is being moved already.");
}
