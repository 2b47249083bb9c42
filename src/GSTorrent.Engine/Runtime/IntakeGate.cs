namespace GSTorrent.Engine;

/// <summary>
/// Receivers of peers pass it with every batch; while it is shut they wait, and TCP slows the peers down. The loop
/// opens
/// and shuts it.
/// </summary>
internal sealed class IntakeGate
{
    private TaskCompletionSource? _shut;

    public Task PassAsync() => Volatile.Read(ref _shut)?.Task ?? Task.CompletedTask;

    public void Set(bool isShut)
    {
        if (isShut == _shut is not null) return;
        const TaskCreationOptions options = TaskCreationOptions.RunContinuationsAsynchronously;
        if (isShut) Volatile.Write(ref _shut, new TaskCompletionSource(options));
        else Interlocked.Exchange(ref _shut, null)!.SetResult();
    }
}
