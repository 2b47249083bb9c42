using GSTorrent.Application.Access;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Who may fetch now and who waits. One caller does not take every place, and a place that is left goes to whoever of
/// those that wait has fewest, the oldest first. Thread-safe.
/// </summary>
/// <param name="places">Of all.</param>
/// <param name="ofCaller">Of one caller.</param>
internal sealed class FetchPlaces(int places, int ofCaller)
{
    private readonly Lock _gate = new();
    private readonly CallerCounts _running = new(ofCaller, places);
    private readonly LinkedList<Waiting> _waiting = new();

    /// <summary>Ends with a place, which has to be left.</summary>
    public async Task EnterAsync(string caller, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LinkedListNode<Waiting> waiting;
        lock (_gate)
        {
            // Nobody is overtaken: whoever waits while a place is free may have no more.
            if (_running.TryEnter(caller) is CallerAdmission.Granted) return;
            waiting = _waiting.AddLast(new Waiting(caller));
        }

        await using (cancellation.UnsafeRegister(_ => GiveUp(waiting, cancellation), null))
            await waiting.Value.Turn.Task;
    }

    public void Leave(string caller)
    {
        lock (_gate)
        {
            _running.Leave(caller);
            if (Next() is not { } next) return;
            _waiting.Remove(next);
            _running.TryEnter(next.Value.Caller);
            next.Value.Turn.SetResult();
        }
    }

    private LinkedListNode<Waiting>? Next()
    {
        LinkedListNode<Waiting>? next = null;
        int fewest = ofCaller;
        for (LinkedListNode<Waiting>? at = _waiting.First; at is not null; at = at.Next)
        {
            int count = _running.CountOf(at.Value.Caller);
            if (count < fewest) (next, fewest) = (at, count);
        }

        return next;
    }

    // Whose turn has come already has a place, and leaves it.
    private void GiveUp(LinkedListNode<Waiting> waiting, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (waiting.List is null) return;
            _waiting.Remove(waiting);
            waiting.Value.Turn.SetCanceled(cancellation);
        }
    }

    private sealed record Waiting(string Caller)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
