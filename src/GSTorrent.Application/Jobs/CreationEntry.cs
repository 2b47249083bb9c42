using GSTorrent.Storage;

namespace GSTorrent.Application.Jobs;

/// <summary>A job with what it needs while it runs.</summary>
internal sealed class CreationEntry(CreationJob job) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile HashingProgress? _hashing;

    /// <summary>Changed under the lock of <see cref="CreationJobs"/> only.</summary>
    public CreationJob Job { get; set; } = job;

    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Ends with the job.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Ends it if it runs; under the lock of <see cref="CreationJobs"/>, as its end is too.</summary>
    public void Cancel()
    {
        if (Job.EndedUnixMs is null) _cancellation.Cancel();
    }

    public void Follow(HashingProgress hashing) => _hashing = hashing;

    /// <summary>The job as it is at this moment.</summary>
    public CreationJob Show() => Job.State == JobState.Running && _hashing is { TotalBytes: > 0 } hashing
        ? Job with { Progress = (double)hashing.HashedBytes / hashing.TotalBytes }
        : Job;

    /// <summary>The job has ended, or will never begin.</summary>
    public void Dispose()
    {
        _cancellation.Dispose();
        _ended.TrySetResult();
    }
}
