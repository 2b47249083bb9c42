namespace GSTorrent.Application.ReadModel;

/// <summary>Wakes those who wait for something to change. Raising costs nothing while nobody waits.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource? _next;

    /// <summary>
    /// A task that ends with the next <see cref="Raise"/>. Take it before looking whether there is something already.
    /// </summary>
    public Task Next
    {
        get
        {
            TaskCompletionSource? current = Volatile.Read(ref _next);
            if (current is not null) return current.Task;
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, mine, null) ?? mine).Task;
        }
    }

    public void Raise() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
