using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>A move whose end is not known. Until it is, the files must not be used. Only the loop calls it.</summary>
/// <param name="intent">What was decided.</param>
/// <param name="carriesOn">Was it begun before, in this run or an earlier one?</param>
internal sealed class PendingMove(MoveIntent intent, bool carriesOn)
{
    private readonly TaskCompletionSource<MoveResult> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MoveIntent Intent { get; } = intent;

    public bool CarriesOn { get; set; } = carriesOn;

    /// <summary>Undecided only if the torrent is removed, or the engine stops, before it is known.</summary>
    public Task<MoveResult> Outcome => _outcome.Task;

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
