using System.Threading.Tasks.Sources;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// Wakes the one loop that waits, without allocation. Its user pairs every wait with exactly one wake.
/// </summary>
internal sealed class SendSignal : IValueTaskSource
{
    // The waker is a torrent's loop: it must not find itself sending.
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };

    public ValueTask Wait()
    {
        _source.Reset();
        return new ValueTask(this, _source.Version);
    }

    public void Wake() => _source.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
