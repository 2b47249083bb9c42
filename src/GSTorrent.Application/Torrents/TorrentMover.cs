using GSTorrent.Application.Journal;
using GSTorrent.Engine;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>Moves content and sees to it that the record follows.</summary>
internal sealed class TorrentMover(EngineDoor door, EventJournal journal, TimeProvider clock)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>Begins a move. Null: it is on its way, or was done at once.</summary>
    public async Task<AppError?> MoveAsync(TorrentEntry entry, string destination)
    {
        if (!entry.TryBeginMove())
            return new AppError("busy", $"{entry.Record.Name} is being moved already.");
        if (entry.Handle is { } handle)
        {
            _ = FinishAsync(entry, handle, destination);
            return null;
        }

        // The engine does not have it: people tell where its content lies.
        AppError? error = await SaveAsync(entry, destination);
        entry.EndMove();
        if (error is null) door.Enter(entry);
        return error;
    }

    /// <summary>
    /// Content lies in another directory: nothing is moved, and what is there is checked. Null: the check goes on.
    /// </summary>
    public async Task<AppError?> RelocateAsync(TorrentEntry entry, string destination)
    {
        if (!entry.TryBeginMove())
            return new AppError("busy", $"{entry.Record.Name} is being moved already.");
        try
        {
            AppError? error = await SaveAsync(entry, destination);
            if (error is not null) return error;
            if (entry.Handle is not null)
            {
                door.Leave(entry, deleteFiles: false);
                entry.Detach();
            }

            door.Enter(entry, static handle => handle.Recheck());
            return null;
        }
        finally
        {
            entry.EndMove();
        }
    }

    private async Task FinishAsync(TorrentEntry entry, TorrentHandle handle, string destination)
    {
        try
        {
            StorageError? failed = await handle.MoveAsync(destination);

            // What failed is in the journal already, by the engine's words.
            if (failed is not null) return;
            for (bool isFirst = true; await SaveAsync(entry, destination) is { } error; isFirst = false)
            {
                if (!string.Equals(error.Code, "state-not-saved", StringComparison.Ordinal)) return;
                if (isFirst) journal.Append(JournalSeverity.Error, JournalKinds.TorrentMoved, error.Message);
                await Task.Delay(RetryPause, clock);
            }
        }
        catch (OperationCanceledException)
        {
            // It was removed before its turn came.
        }
        finally
        {
            entry.EndMove();
        }
    }

    private static Task<AppError?> SaveAsync(TorrentEntry entry, string destination) =>
        entry.ChangeAsync(record => record with { Destination = destination });
}
