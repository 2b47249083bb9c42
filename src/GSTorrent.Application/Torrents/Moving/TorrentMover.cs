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
        if (!entry.TryBeginMove()) return Busy(entry);
        if (entry.Handle is { } handle) return await BeginAsync(entry, handle, destination);

        // The engine does not have it: people tell where its content lies.
        AppError? error = await SettleAsync(entry, destination);
        entry.EndMove();
        if (error is null) door.Enter(entry);
        return error;
    }

    /// <summary>
    /// Content lies in another directory: nothing is moved, and what is there is checked. Null: the check goes on.
    /// </summary>
    public async Task<AppError?> RelocateAsync(TorrentEntry entry, string destination)
    {
        if (!entry.TryBeginMove()) return Busy(entry);
        try
        {
            AppError? error = await SettleAsync(entry, destination);
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

    private async Task<AppError?> BeginAsync(TorrentEntry entry, TorrentHandle handle, string destination)
    {
        string source = entry.Record.Destination;
        bool isThere = string.Equals(source, destination, StringComparison.Ordinal);
        var intent = MoveIntent.Make(source, destination);

        // First the claim: a torrent that is added meanwhile sees it and waits, or is seen here.
        ContentClaim claim = claims.Take(entry.InfoHash, new UsedFilesFinder().Of(entry, intent));
        AppError? error = isThere ? null : shared.Refuse(entry, "moved")
            ?? await entry.ChangeAsync(record => record with { Wishes = record.Wishes with { Move = intent } });
        if (error is null && !isThere)
        {
            _ = recorder.BeginAsync(entry, handle, intent, claim);
            return null;
        }

        claim.Dispose();
        entry.EndMove();
        return error;
    }

    private static Task<AppError?> SettleAsync(TorrentEntry entry, string destination) => entry.ChangeAsync(
        record => record with { Destination = destination, Wishes = record.Wishes with { Move = null } });

    private static AppError Busy(TorrentEntry entry) =>
        new("busy", $"{entry.Record.Name} is being moved already.");
}
