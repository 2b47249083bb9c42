using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>A move whose end is not known. Until it is, the files must not be used. Only the loop calls it.</summary>
/// <param name="intent">What was decided.</param>
/// <param name="carriesOn">Was it begun before, in this run or an earlier one?</param>
/// <param name="record">Puts on record what was found out of it; null: nobody does.</param>
internal sealed class PendingMove(
    MoveIntent intent, bool carriesOn, Func<MoveIntent, Task<StorageError?>>? record = null)
{
    private readonly TaskCompletionSource<MoveResult> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MoveIntent Intent { get; private set; } = intent;

    public bool CarriesOn { get; set; } = carriesOn;

    /// <summary>Undecided only if the torrent is removed, or the engine stops, before it is known.</summary>
    public Task<MoveResult> Outcome => _outcome.Task;

    /// <summary>The files in the new place; empty if they are not known. Set by the job that moves.</summary>
    public IReadOnlyList<FileStamp> Stamps { get; set; } = [];

    /// <summary>Which files stay is known. Null, or why that is not on record.</summary>
    public async Task<StorageError?> DecideAsync(IReadOnlyList<int> stays)
    {
        Intent = Intent with { Stays = stays };
        return record is null ? null : await record(Intent);
    }

    /// <summary>The try that is under way; null if none is.</summary>
    public MoveRun? Run { get; private set; }

    /// <param name="totalBytes">About so many bytes are copied, if any.</param>
    public MoveRun BeginRun(long totalBytes) => Run = new MoveRun(totalBytes);

    public void EndRun()
    {
        Run?.Dispose();
        Run = null;
    }

    public void End(MoveResult result)
    {
        EndRun();
        _outcome.TrySetResult(result);
    }
}
