namespace GSTorrent.Application.Organizing;

/// <summary>
/// Whoever uses categories and tags, and whoever removes some, take turns: else a torrent could get one that is being
/// removed. Those who use them go together, in the order of asking; nobody is passed over for ever. Thread-safe.
/// </summary>
internal sealed class UseGate
{
    private readonly Lock _gate = new();
    private readonly Queue<(bool IsAlone, TaskCompletionSource Turn)> _waiting = [];

    // How many use them; -1: one is alone.
    private int _users;

    /// <summary>While nothing is removed. What is done there must not ask for another turn.</summary>
    public Task<T> UseAsync<T>(Func<Task<T>> use) => RunAsync(use, isAlone: false);

    /// <summary>While nobody uses them. What is done there must not ask for another turn.</summary>
    public Task<T> RemoveAsync<T>(Func<Task<T>> remove) => RunAsync(remove, isAlone: true);

    private async Task<T> RunAsync<T>(Func<Task<T>> act, bool isAlone)
    {
        await EnterAsync(isAlone);
        try
        {
            return await act();
        }
        finally
        {
            Leave(isAlone);
        }
    }

    private Task EnterAsync(bool isAlone)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && TryTake(isAlone)) return Task.CompletedTask;
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((isAlone, turn));
            return turn.Task;
        }
    }

    private void Leave(bool isAlone)
    {
        lock (_gate)
        {
            _users = isAlone ? 0 : _users - 1;
            while (_waiting.TryPeek(out var next) && TryTake(next.IsAlone)) _waiting.Dequeue().Turn.SetResult();
        }
    }

    private bool TryTake(bool isAlone)
    {
        if (isAlone ? _users != 0 : _users < 0) return false;
        _users = isAlone ? -1 : _users + 1;
        return true;
    }
}
