namespace GSTorrent.Application.Persistence;

/// <summary>Lets changes happen one after the other, in the order in which they were asked for. Thread-safe.</summary>
internal sealed class ChangeLine
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Begins when all changes before it have ended, well or not.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> change)
    {
        lock (_gate)
        {
            Task<T> mine = RunAfterAsync(_last, change);
            _last = mine;
            return mine;
        }
    }

    private static async Task<T> RunAfterAsync<T>(Task before, Func<Task<T>> change)
    {
        await Task.WhenAny(before);
        return await change();
    }
}
