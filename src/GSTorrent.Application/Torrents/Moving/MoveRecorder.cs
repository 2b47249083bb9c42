using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>Sees to it that the record follows what becomes of moves.</summary>
internal sealed class MoveRecorder(EventJournal journal, TimeProvider clock)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>Begins a move that is on record, and records its end.</summary>
    /// <param name="entry">Its place for a move is taken; it is given back.</param>
    /// <param name="handle">The torrent in the engine.</param>
    /// <param name="intent">The move.</param>
    /// <param name="claim">On the files; it is given up.</param>
    public Task BeginAsync(TorrentEntry entry, TorrentHandle handle, MoveIntent intent, ContentClaim claim) =>
        FollowAsync(entry, MoveAsync(entry, handle, intent), claim);

    /// <summary>Waits for the end of a move that is on record, and records the end.</summary>
    /// <param name="entry">Its place for a move is taken; it is given back.</param>
    /// <param name="move">What the engine tells; what failed is in the journal already, by its words.</param>
    /// <param name="claim">On the files; it is given up.</param>
    public async Task FollowAsync(TorrentEntry entry, Task<MoveResult> move, ContentClaim claim)
    {
        MoveResult result = await move;

        // Undecided: it was removed, or the program ends; then the next start carries it on. What others bring into
        // the old place before the end is on record would be taken for content that did not move.
        if (result.Outcome != MoveOutcome.Undecided) await RecordAsync(entry, result.Outcome);
        claim.Dispose();
        entry.EndMove();
    }

    private async Task<MoveResult> MoveAsync(TorrentEntry entry, TorrentHandle handle, MoveIntent intent)
    {
        if (await entry.FlushRecordAsync() is not { } error)
            return await handle.MoveAsync(intent, decided => RecordAsync(entry, decided));
        journal.Append(JournalSeverity.Error, JournalKinds.TorrentMoved, error.ToString(), entry.InfoHash);
        return new MoveResult(MoveOutcome.Stayed, error);
    }

    // Which files stay must outlast a kill: halfway, the disk would not tell.
    private static async Task<StorageError?> RecordAsync(TorrentEntry entry, MoveIntent decided)
    {
        AppError? error = await entry.ChangeAsync(
            record => record with { Wishes = record.Wishes with { Move = decided } });
        return error is null
            ? await entry.FlushRecordAsync()
            : new StorageError(StorageErrorKind.IoError, "store the move of", entry.Record.Name, error.Message);
    }

    private async Task RecordAsync(TorrentEntry entry, MoveOutcome outcome)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            AppError? error = await entry.ChangeAsync(record => After(record, outcome));
            if (error is null || !string.Equals(error.Code, "state-not-saved", StringComparison.Ordinal)) return;
            if (isFirst)
                journal.Append(JournalSeverity.Error, JournalKinds.TorrentMoved, error.Message, entry.InfoHash);
            await Task.Delay(RetryPause, clock);
        }
    }

    // A move begins when all files have the paths on record: from then on their former ones mean nothing.
    private static TorrentRecord After(TorrentRecord record, MoveOutcome outcome)
    {
        if (record.Wishes.Move is not { } move) return record;
        return outcome == MoveOutcome.Moved
            ? record with
            {
                Destination = move.Target,
                Wishes = record.Wishes with { Move = null, FormerPaths = null },
            }
            : record with { Wishes = record.Wishes with { Move = null } };
    }
}
