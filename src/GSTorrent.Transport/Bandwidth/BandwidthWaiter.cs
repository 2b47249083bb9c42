using System.Threading.Tasks.Sources;

namespace GSTorrent.Transport.Bandwidth;

/// <summary>
/// One caller's place in the queue of a <see cref="BandwidthGate"/>, used again and again so that waiting allocates
/// nothing. It waits at one gate at a time.
/// </summary>
public sealed class BandwidthWaiter : IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _source = new() { RunContinuationsAsynchronously = true };

    internal BandwidthWaiter? Next { get; set; }

    internal BandwidthWaiter? Previous { get; set; }

    /// <summary>Where it waits now, if anywhere; guarded by that gate's lock.</summary>
    internal BandwidthGate? Gate { get; set; }

    internal int Wanted { get; private set; }

    internal ValueTask<int> Wait(int wanted)
    {
        _source.Reset();
        Wanted = wanted;
        return new ValueTask<int>(this, _source.Version);
    }

    internal void Grant(int bytes) => _source.SetResult(bytes);

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
