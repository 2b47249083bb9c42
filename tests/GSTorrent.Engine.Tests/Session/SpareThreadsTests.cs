namespace GSTorrent.Engine.Tests.Session;

public sealed class SpareThreadsTests
{
    [Fact]
    public async Task Work_never_waits_for_other_work()
    {
        var threads = new SpareThreads();
        using var all = new CountdownEvent(20);
        for (int round = 0; round < 10; round++)
        {
            all.Reset();
            Task[] works = [.. Enumerable.Range(0, 20).Select(_ => Start(threads, () =>
            {
                all.Signal();
                // Goes on only if all of them run at the same time.
                all.Wait(TestContext.Current.CancellationToken);
            }))];
            await Task.WhenAll(works).WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Many_short_works_take_few_threads()
    {
        var threads = new SpareThreads();
        var seen = new HashSet<int>();
        for (int i = 0; i < 1000; i++) await Start(threads, () => seen.Add(Environment.CurrentManagedThreadId));
        Assert.InRange(seen.Count, 1, 500);
    }

    private static Task Start(SpareThreads threads, Action work)
    {
        // Its continuation must not run on the spare thread.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        threads.Run(() =>
        {
            work();
            done.SetResult();
        });
        return done.Task;
    }
}
