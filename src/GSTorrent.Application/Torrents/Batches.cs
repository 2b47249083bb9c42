namespace GSTorrent.Application.Torrents;

/// <summary>Does the same with many torrents.</summary>
public static class Batches
{
    // So many share a transaction; more at once would only make others wait behind them.
    private const int Together = 64;

    /// <summary>Takes some at a time, and the next when those are done: others are served in between.</summary>
    /// <returns>What came of each, in their order.</returns>
    public static async Task<TResult[]> RunAsync<T, TResult>(IReadOnlyList<T> items, Func<T, Task<TResult>> act)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(act);
        var results = new TResult[items.Count];
        for (int start = 0; start < results.Length; start += Together)
        {
            int count = Math.Min(Together, results.Length - start);
            TResult[] some = await Task.WhenAll([.. items.Skip(start).Take(count).Select(act)]);
            some.CopyTo(results, start);
        }

        return results;
    }
}
