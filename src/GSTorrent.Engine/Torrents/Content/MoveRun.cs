namespace GSTorrent.Engine;

/// <summary>A move under way: how far it is, and how it is called off. Told by the thread that copies.</summary>
/// <param name="totalBytes">About so many bytes are copied; of a move that copies nothing none is told.</param>
internal sealed class MoveRun(long totalBytes) : IProgress<long>, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private long _copiedBytes;

    /// <summary>Between 0 and 1.</summary>
    public double Progress =>
        totalBytes <= 0 ? 0 : Math.Min(1, (double)Interlocked.Read(ref _copiedBytes) / totalBytes);

    public CancellationToken Cancellation => _cancellation.Token;

    public void Report(long value) => Interlocked.Exchange(ref _copiedBytes, value);

    /// <summary>What was copied is deleted again; the files are where they were.</summary>
    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();
}
