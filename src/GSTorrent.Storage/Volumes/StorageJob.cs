namespace GSTorrent.Storage;

/// <summary>
/// Work for a <see cref="VolumeQueue"/>. Users pool their jobs: a job may be enqueued again once it has run.
/// </summary>
public abstract class StorageJob
{
    /// <summary>
    /// Does the work on a thread of the volume. Disk trouble is a result of the job; it must not throw.
    /// </summary>
    public abstract void Execute();

    /// <summary>Called instead of <see cref="Execute"/> when the queue closed before the job's turn came.</summary>
    public virtual void Abandon()
    {
    }
}
